package io.github.huggingtweets.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RetriesTest {

    private static final class Busy extends RuntimeException implements TemporaryFailure {

        private final Duration retryAfter;

        Busy(Duration retryAfter) {
            super("busy");
            this.retryAfter = retryAfter;
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }
    }

    private final Retries retries = new Retries(Duration.ofMillis(1), Duration.ofMinutes(1), "stopped");
    private final List<Pause> pauses = new ArrayList<>();
    private int asked;

    private Supplier<String> failing(int times, Duration retryAfter) {
        return () -> {
            asked++;
            if (asked <= times) {
                throw new Busy(retryAfter);
            }
            return "answer";
        };
    }

    @Test
    void asksFourTimesMoreAndWaitsTwiceAsLongEachTime() {
        assertEquals("answer", retries.ask(failing(4, null), pauses::add));

        assertEquals(List.of(1L, 2L, 4L, 8L), pauses.stream().map(pause -> pause.left().toMillis()).toList());
        assertEquals("busy", pauses.get(0).reason());
    }

    @Test
    void givesUpAfterFiveTries() {
        assertThrows(Busy.class, () -> retries.ask(failing(5, null), pauses::add));
        assertEquals(5, asked);
    }

    @Test
    void waitsAsLongAsTheServerDemands() {
        assertEquals("answer", retries.ask(failing(1, Duration.ofMillis(30)), pauses::add));
        assertEquals(List.of(Duration.ofMillis(30)), pauses.stream().map(Pause::left).toList());
    }

    @Test
    void doesNotRepeatIfTheServerDemandsTooLongAWait() {
        assertThrows(Busy.class, () -> retries.ask(failing(1, Duration.ofHours(1)), pauses::add));
        assertEquals(1, asked);
    }

    @Test
    void passesOnOtherFailuresAtOnce() {
        assertThrows(IllegalStateException.class, () -> retries.ask(() -> {
            asked++;
            throw new IllegalStateException();
        }, pauses::add));
        assertEquals(1, asked);
    }

    @Test
    void endsWhenTheThreadIsInterrupted() {
        Thread.currentThread().interrupt();
        assertEquals("stopped", assertThrows(CancellationException.class, () -> retries.ask(failing(0, null), pauses::add))
                .getMessage());
        assertEquals(0, asked);
        assertFalse(Thread.interrupted());

        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> retries.sleep(Duration.ofMinutes(1)));
        assertFalse(Thread.interrupted());
    }

    @Test
    void countsTheTimeThatIsLeft() {
        Instant until = Instant.now().plusMillis(1_200);

        retries.pause("the rate limit", until, pauses::add);

        assertFalse(Instant.now().isBefore(until));
        assertTrue(pauses.size() >= 2, pauses.toString());
        assertTrue(pauses.stream().allMatch(pause -> pause.until().equals(until) && pause.reason().equals("the rate limit")));
    }
}

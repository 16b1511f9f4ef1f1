package io.github.huggingtweets.sources.x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.sources.network.Account;
import io.github.huggingtweets.tweets.Download;
import io.github.huggingtweets.tweets.Timeline;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stop button, which interrupts the thread of a cell, while X is asked. */
class XStopTest {

    private static final int TWEETS = 1_200;

    @TempDir
    private Path folder;

    private final XServer server = new XServer();
    private final AtomicReference<Throwable> end = new AtomicReference<>();
    private int asked;

    @AfterEach
    void stop() {
        server.close();
    }

    private Download download(XAccountTest.Version version) {
        Account alice = version.alice(XServer.APP);
        return Download.of(alice).cacheIn(folder).listener(progress -> {});
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void stopsVersionTwoAtAnyMoment(int moment) throws InterruptedException {
        stopsAtAnyMoment(XAccountTest.Version.V2, moment, 12);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void stopsVersionOneAtAnyMoment(int moment) throws InterruptedException {
        stopsAtAnyMoment(XAccountTest.Version.V1, moment, 7);
    }

    private void stopsAtAnyMoment(XAccountTest.Version version, int moment, int pages) throws InterruptedException {
        server.posts = XPost.some(TWEETS);
        server.beforeAnswer = () -> pause(10);
        Thread cell = cell(version);
        while (server.asked.size() < 1 + moment % 4 * 2) {
            Thread.onSpinWait();
        }
        pause(moment);

        String told = interrupt(cell);

        assertTrue(
                told.matches("The download was interrupted\\. (Nothing had come yet\\.|[\\d,]+ tweets of @alice are kept, and the"
                        + " next call continues from there\\.)"),
                told);
        pause(40);
        assertTrue(server.asked.size() <= asked + 1, "at most the request that was just being sent");
        asked = server.asked.size();
        pause(40);
        assertEquals(asked, server.asked.size(), "nothing is asked afterwards");
        Timeline whole = download(version).timeline();
        assertEquals(TWEETS, new HashSet<>(whole.table().stringColumn("id").asList()).size());
        long paid =
                server.asked.stream().filter(request -> request.path().endsWith("s") || request.path().endsWith("timeline.json"))
                        .count();
        assertTrue(paid <= pages + 1, () -> "only the page that was under way is paid for twice: " + paid);
    }

    @ParameterizedTest
    @EnumSource
    void waitsForNoAnswerWhenItIsStopped(XAccountTest.Version version) throws InterruptedException {
        server.posts = XPost.some(TWEETS);
        CountDownLatch never = new CountDownLatch(1);
        server.beforeAnswer = () -> {
            if (server.asked.size() == 4) { // of an app: the token, the profile, a page, and another one
                await(never);
            }
        };
        Thread cell = cell(version);
        while (server.asked.size() < 4) {
            pause(1);
        }

        String told = interrupt(cell);

        assertEquals("The download was interrupted. " + (version == XAccountTest.Version.V2 ? "100" : "200")
                + " tweets of @alice are kept, and the next call continues from there.", told);
        never.countDown();
        pause(40);
        assertEquals(asked, server.asked.size());
    }

    @ParameterizedTest
    @EnumSource
    void sendsNothingAfterTheTokenWhenItIsStopped(XAccountTest.Version version) throws InterruptedException {
        CountDownLatch token = new CountDownLatch(1);
        server.beforeAnswer = () -> await(token);
        Thread cell = cell(version);
        while (server.asked.isEmpty()) {
            pause(1);
        }

        assertEquals("The download was interrupted. Nothing had come yet.", interrupt(cell));

        token.countDown();
        pause(40);
        assertEquals(1, server.asked.size());
    }

    private Thread cell(XAccountTest.Version version) {
        Download download = download(version);
        Thread cell = new Thread(() -> {
            try {
                download.timeline();
            } catch (RuntimeException e) {
                end.set(e);
            }
        });
        cell.start();
        return cell;
    }

    /** {@return what the cell says in the end, which comes soon} */
    private String interrupt(Thread cell) throws InterruptedException {
        long start = System.nanoTime();
        cell.interrupt();
        cell.join(20_000);
        assertFalse(cell.isAlive());
        asked = server.asked.size();
        assertTrue(System.nanoTime() - start < 3_000_000_000L, "no answer is waited for");
        return assertInstanceOf(CancellationException.class, end.get()).getMessage();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server is closed
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

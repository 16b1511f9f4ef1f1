package io.github.huggingtweets.training.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.training.Schedule;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Settings are drawn from the whole space, each value as likely as the others. */
class SearchSpaceTest {

    private static final int DRAWS = 30_000;

    private static List<Trial.Settings> draw(SearchSpace space) {
        SplittableRandom random = new SplittableRandom(5);
        return Stream.generate(() -> space.draw(random)).limit(DRAWS).toList();
    }

    /** Within five standard deviations of what is likely. */
    private static <T> void assertAllAsLikely(
            Collection<T> values, List<Trial.Settings> drawn, Function<Trial.Settings, T> what) {
        Map<T, Long> counts = drawn.stream().collect(Collectors.groupingBy(what, Collectors.counting()));
        double share = 1.0 / values.size();
        double deviation = Math.sqrt(DRAWS * share * (1 - share));

        assertEquals(values.size(), counts.size(), counts.toString());
        values.forEach(value -> assertEquals(DRAWS * share, counts.getOrDefault(value, 0L), 5 * deviation, value + ""));
    }

    @Test
    void drawsFromTheSpaceOfHuggingtweetsByDefault() {
        List<Trial.Settings> drawn = draw(SearchSpace.defaults());

        assertAllAsLikely(IntStream.rangeClosed(1, 10).boxed().toList(), drawn, Trial.Settings::epochs);
        assertAllAsLikely(List.of(Schedule.CONSTANT, Schedule.LINEAR, Schedule.COSINE), drawn, Trial.Settings::schedule);
        assertAllAsLikely(List.of(0.0, 0.1, 0.2), drawn, Trial.Settings::warmUp);
        assertAllAsLikely(List.of(1, 4, 8), drawn, Trial.Settings::gradientAccumulation);
        assertAllAsLikely(IntStream.range(-14, -6).boxed().toList(), drawn,
                settings -> (int) Math.floor(Math.log(settings.learningRate())));
    }

    @Test
    void drawsFromAnotherSpace() {
        SearchSpace space = SearchSpace.defaults().epochs(2, 3).schedules(Schedule.LINEAR).warmUps(0.05).learningRates(1e-3, 1e-2)
                .gradientAccumulations(2, 16);

        List<Trial.Settings> drawn = draw(space);

        assertAllAsLikely(List.of(2, 3), drawn, Trial.Settings::epochs);
        assertAllAsLikely(List.of(2, 16), drawn, Trial.Settings::gradientAccumulation);
        assertTrue(drawn.stream().allMatch(settings -> settings.schedule() == Schedule.LINEAR && settings.warmUp() == 0.05
                && settings.learningRate() >= 1e-3 * 0.999 && settings.learningRate() <= 1e-2 * 1.001));
    }

    @Test
    void refusesEmptyAndReversedRanges() {
        SearchSpace space = SearchSpace.defaults();

        assertThrows(IllegalArgumentException.class, () -> space.epochs(0, 3));
        assertThrows(IllegalArgumentException.class, () -> space.epochs(4, 3));
        assertThrows(IllegalArgumentException.class, () -> space.schedules(new Schedule[0]));
        assertThrows(IllegalArgumentException.class, () -> space.warmUps(1));
        assertThrows(IllegalArgumentException.class, () -> space.learningRates(0, 1e-3));
        assertThrows(IllegalArgumentException.class, () -> space.learningRates(1e-3, 1e-4));
        assertThrows(IllegalArgumentException.class, () -> space.gradientAccumulations(0));
    }
}

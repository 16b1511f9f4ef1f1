package io.github.huggingtweets.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.huggingtweets.report.Stopping.Advice;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the losses on held-out tweets say about the number of epochs. */
class StoppingTest {

    /** Losses that were measured every ten steps, in a training of four epochs. */
    private static Stopping stopping(double... losses) {
        return new Stopping(OptionalInt.of(4), 10 * losses.length, IntStream.range(0, losses.length)
                .mapToObj(i -> new Stopping.Evaluation(10 * (i + 1), OptionalDouble.empty(), losses[i])).toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            falling                                | 5 4.5 4 3.5 3 2.5                             | MORE_EPOCHS
            falling, three evaluations             | 5 4 3                                         | MORE_EPOCHS
            falling with noise                     | 5 4 4.2 3.5 3.7 3.1 3.2                       | MORE_EPOCHS
            falling less and less                  | 4 3.5 3.3 3.2 3.15 3.12 3.1 3.09 3.085        | MORE_EPOCHS
            fallen soon, flat since                | 4 3.2 3.01 3.001 3 3 3 3 3                    | ENOUGH_EPOCHS
            U                                      | 5 4 3 4 5                                     | FEWER_EPOCHS
            U, three evaluations                   | 3.2 3 3.2                                     | FEWER_EPOCHS
            U with noise                           | 5 4.1 4.3 3.5 3 3.2 3.1 3.6 4                 | FEWER_EPOCHS
            U with its lowest point late           | 4 3.5 3.2 3 2.9 2.85 2.83 2.9 3.1 3.3         | FEWER_EPOCHS
            risen at the very end                  | 4 3.5 3.2 3 2.9 2.8 2.9                       | FEWER_EPOCHS
            rising                                 | 3 3.1 3.2 3.3                                 | FEWER_EPOCHS
            flat                                   | 3 3 3 3 3 3                                   | ENOUGH_EPOCHS
            flat with noise                        | 3 3.04 2.97 3.02 2.98 3.03 2.99 3.01 2.96 3   | ENOUGH_EPOCHS
            risen by less than 0.01                | 4 3.5 3.009 3 3.009                           | ENOUGH_EPOCHS
            fallen by less than 0.01               | 3.009 3.008 3.007 3.006 3.005 3               | ENOUGH_EPOCHS
            two                                    | 4 3                                           | UNKNOWN
            one                                    | 4                                             | UNKNOWN
            numbers that are none, left out        | NaN 5 4 Infinity 3 4 5 NaN                    | FEWER_EPOCHS
            only one number                        | NaN NaN 3 NaN                                 | UNKNOWN
            """)
    void advises(String course, String losses, Advice expected) {
        double[] numbers = Arrays.stream(losses.strip().split(" ")).mapToDouble(Double::parseDouble).toArray();

        assertEquals(expected, stopping(numbers).advice(), course);
    }

    @Test
    void advisesNothingWithoutEvaluations() {
        assertEquals(Advice.UNKNOWN, stopping().advice());
        assertEquals("The loss on held-out tweets was not measured during the training; to see when to stop, train with"
                + " holdOut(0.1).evaluateEvery(50).", stopping().sentence());
    }

    @Test
    void namesTheBestStepAndItsEpoch() {
        assertEquals(
                "Fewer epochs would help: the loss on held-out tweets was lowest after step 30 of 50 (epoch 2.4 of 4), 3.000,"
                        + " and rose to 5.000 until step 50.",
                stopping(5, 4, 3, 4, 5).sentence());
        assertEquals("More epochs may help: the loss on held-out tweets was lowest after step 30 of 30 (epoch 4.0 of 4), 3.000,"
                + " and was still falling.", stopping(5, 4, 3).sentence());
        assertEquals("Neither fewer nor more epochs would change much: the loss on held-out tweets was lowest after step 10 of 40"
                + " (epoch 1.0 of 4), 3.000.", stopping(3, 3, 3, 3).sentence());
    }

    @Test
    void countsTheEpochsOfATrainingThatEndedEarly() {
        List<Stopping.Evaluation> measured = stopping(5, 3, 4, 5).evaluations();

        assertEquals("Fewer epochs would help: the loss on held-out tweets was lowest after step 20 of 1,000 (epoch 0.2 of 10),"
                + " 3.000, and rose to 5.000 until step 40.", new Stopping(OptionalInt.of(10), 1_000, measured).sentence());
        assertEquals("Fewer epochs would help: the loss on held-out tweets was lowest after step 20 of 1,000,"
                + " 3.000, and rose to 5.000 until step 40.", new Stopping(OptionalInt.empty(), 1_000, measured).sentence());
    }

    @Test
    void tellsWhatWasMeasuredWithoutAdvice() {
        assertEquals("The loss on held-out tweets was not measured during the training.", stopping().fact());
        assertEquals("The loss on held-out tweets was measured once during the training, which does not show when to stop.",
                stopping(3).fact());
        assertEquals("The loss on held-out tweets was lowest after step 30 of 50 (epoch 2.4 of 4), 3.000, and rose to 5.000 until"
                + " step 50.", stopping(5, 4, 3, 4, 5).fact());
        assertEquals("The loss on held-out tweets was lowest after step 30 of 30 (epoch 4.0 of 4), 3.000, and was still falling.",
                stopping(5, 4, 3).fact());
        assertEquals("The loss on held-out tweets was lowest after step 10 of 40 (epoch 1.0 of 4), 3.000.",
                stopping(3, 3, 3, 3).fact());
    }

    @Test
    void tellsHowToGetAnAdvice() {
        assertEquals("The loss on held-out tweets was measured once during the training, which does not show when to stop;"
                + " evaluate more often, such as with evaluateEvery(1).", stopping(3).sentence());
        assertEquals("The loss on held-out tweets was measured too seldom during the training, which does not show when to stop;"
                + " evaluate more often, such as with evaluateEvery(2).", stopping(3, 2).sentence());
    }
}

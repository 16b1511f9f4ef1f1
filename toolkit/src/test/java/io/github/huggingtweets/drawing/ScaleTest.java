package io.github.huggingtweets.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.XYChart;

/** The ranges of axes. */
class ScaleTest {

    @ParameterizedTest
    @CsvSource({"2.13, 4.9, 5, 2, 5, 1", "0, 23.4, 4, 0, 30, 10", "3, 3, 5, 3, 4, 1", "0, 0, 4, 0, 0.5, 0.5"})
    void endsAtMultiplesOfAStep(double least, double greatest, int steps, double low, double high, double step) {
        assertEquals(new Scale(low, high, step), Scale.around(least, greatest, steps));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 1, 1", "5, 5, 1", "67, 80, 20", "3247, 4000, 1000"})
    void countsInWholeSteps(int greatest, double high, double step) {
        assertEquals(new Scale(0, high, step), Scale.ofCounts(greatest));
    }

    /** XChart alone would label some of the steps themselves, such as 0, 6, 12. */
    @Test
    void labelsRoundNumbersForEquallySpacedData() {
        List<Point> losses = IntStream.rangeClosed(1, 37).mapToObj(step -> new Point(step, 3)).toList();
        Chart<XYChart> chart = LossChart.of("gpt2", losses, losses, "mean", List.of(), "");
        TreeSet<Double> labelled = new TreeSet<>();
        chart.xchart().getStyler().setXAxisTickLabelsFormattingFunction(step -> {
            if (step == Math.rint(step)) {
                labelled.add(step);
            }
            return Double.toString(step);
        });
        chart.svg();

        assertEquals(List.of(0.0, 5.0, 10.0, 15.0), labelled.stream().filter(step -> step >= 0).limit(4).toList());
    }
}

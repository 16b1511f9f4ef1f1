package io.github.huggingtweets.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A line of very many points is drawn with fewer, which look the same. */
class LossChartTest {

    @Test
    void keepsAllPointsOfAShortLine() {
        List<Point> points = points(2_000);

        assertEquals(points, LossChart.thinned(points));
    }

    @Test
    void keepsTheEndsAndTheExtremesOfALongLine() {
        List<Point> points = points(100_001);
        List<Point> thinned = LossChart.thinned(points);

        assertTrue(thinned.size() <= 2.1 * Chart.WIDTH, thinned.size() + " points");
        assertTrue(points.containsAll(thinned));
        assertEquals(thinned.stream().sorted(Comparator.comparingDouble(Point::x)).toList(), thinned);
        assertEquals(List.of(points.get(0), points.get(100_000)), List.of(thinned.get(0), thinned.get(thinned.size() - 1)));
        assertEquals(points.stream().mapToDouble(Point::y).summaryStatistics().getMax(),
                thinned.stream().mapToDouble(Point::y).summaryStatistics().getMax());
        assertEquals(points.stream().mapToDouble(Point::y).summaryStatistics().getMin(),
                thinned.stream().mapToDouble(Point::y).summaryStatistics().getMin());
    }

    private static List<Point> points(int count) {
        Random random = new Random(1);
        return IntStream.rangeClosed(1, count).mapToObj(step -> new Point(step, random.nextDouble())).toList();
    }
}

package io.github.huggingtweets.drawing;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one area of those that follow each other in the same colour without touching: what is seen stays the same, and a vector
 * file says the colour of a thousand cells or dots once.
 */
final class MergedAreas {

    private final List<Mark> marks = new ArrayList<>();
    private final List<Heap> heaps = new ArrayList<>();
    private Color color;

    private MergedAreas() {}

    /** What lies side by side. */
    private record Heap(Path2D path, List<Rectangle2D> bounds) {

        boolean hasRoomFor(Rectangle2D other) {
            return bounds.stream().noneMatch(other::intersects);
        }

        void add(Mark.Area area, Rectangle2D place) {
            path.append(area.shape(), false);
            bounds.add(place);
        }
    }

    static List<Mark> of(List<Mark> marks) {
        MergedAreas gathering = new MergedAreas();
        marks.forEach(gathering::take);
        gathering.finish();
        return gathering.marks;
    }

    private void take(Mark mark) {
        if (!mark.color().equals(color)) {
            finish();
            color = mark.color();
        }
        if (!(mark instanceof Mark.Area area) || isEvenOdd(area)) {
            finish();
            marks.add(mark);
            return;
        }
        Rectangle2D place = area.shape().getBounds2D();
        Heap free = heaps.stream().filter(heap -> heap.hasRoomFor(place)).findFirst().orElseGet(() -> {
            heaps.add(new Heap(new Path2D.Double(), new ArrayList<>()));
            return heaps.get(heaps.size() - 1);
        });
        free.add(area, place);
    }

    private static boolean isEvenOdd(Mark.Area area) {
        return area.shape().getPathIterator(null).getWindingRule() == PathIterator.WIND_EVEN_ODD;
    }

    /** Which of several heaps of one colour lies above which makes no difference. */
    private void finish() {
        heaps.forEach(heap -> marks.add(new Mark.Area(heap.path(), color)));
        heaps.clear();
    }
}

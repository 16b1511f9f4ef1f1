package io.github.huggingtweets.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Steps of which each one makes something for the next one: a row of boxes with arrows between them. */
public final class StepsPicture {

    private static final int GAP = 26;
    private static final int HEIGHT = 132;
    private static final int PADDING = 11;
    private static final int LINE_HEIGHT = 17;
    private static final int MOST_LINES = 4;
    private static final Color LAST = HouseStyle.withOpacity(HouseStyle.ACCENT, 0.13f);

    private StepsPicture() {}

    /**
     * One step.
     *
     * @param name what happens in it, in a word or two
     * @param figure what comes out of it, in large letters, such as a number
     * @param explanation what the figure counts, and what else is to say
     */
    public record Step(String name, String figure, String explanation) {}

    /**
     * Draws steps.
     *
     * @param title the title
     * @param subtitle the explanation below it
     * @param steps the steps in order, at most six; the last one is emphasized
     * @return the picture
     */
    public static ChartSheet of(String title, String subtitle, List<Step> steps) {
        int width = (TitledPicture.WIDTH - 1 - GAP * (steps.size() - 1)) / steps.size();
        List<ChartSheet.Part> parts = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            parts.add(new Box(steps.get(i), i == steps.size() - 1, new Rectangle(i * (width + GAP), 0, width, HEIGHT)));
        }
        return new ChartSheet(title, subtitle, parts);
    }

    private record Box(Step step, boolean isLast, Rectangle place) implements ChartSheet.Part {

        @Override
        public void paint(Graphics2D g) {
            RoundRectangle2D frame = new RoundRectangle2D.Double(0.5, 0.5, place.width - 1, HEIGHT - 1, 14, 14);
            if (isLast) {
                g.setColor(LAST);
                g.fill(frame);
            } else {
                arrow(g);
            }
            g.setStroke(new BasicStroke(1.2f));
            g.setColor(isLast ? HouseStyle.ACCENT : HouseStyle.FAINT_INK);
            g.draw(frame);
            int room = place.width - 2 * PADDING;
            write(g, TextShapes.fit(small(), step.name(), room), small(), HouseStyle.SOFT_INK, 22);
            Font large = large(step.figure(), room);
            write(g, TextShapes.fit(large, step.figure(), room), large, isLast ? HouseStyle.ACCENT : HouseStyle.INK, 50);
            int baseline = 71;
            for (String line : TextShapes.lines(small(), step.explanation(), room, MOST_LINES)) {
                write(g, line, small(), HouseStyle.INK, baseline);
                baseline += LINE_HEIGHT;
            }
        }

        private void arrow(Graphics2D g) {
            double middle = HEIGHT / 2.0;
            double tip = place.width + GAP - 4.0;
            Path2D head = new Path2D.Double();
            head.moveTo(tip, middle);
            head.lineTo(tip - 8, middle - 4.5);
            head.lineTo(tip - 8, middle + 4.5);
            head.closePath();
            Path2D shaft = new Path2D.Double();
            shaft.moveTo(place.width + 4.0, middle);
            shaft.lineTo(tip - 8, middle);
            g.setColor(HouseStyle.MIDDLE_INK);
            g.setStroke(new BasicStroke(1.6f));
            g.draw(shaft);
            g.fill(head);
        }

        private static void write(Graphics2D g, String text, Font font, Color color, int baseline) {
            g.setFont(font);
            g.setColor(color);
            g.drawString(text, (float) PADDING, baseline);
        }

        private static Font small() {
            return HouseFont.regular(HouseStyle.TEXT_SIZE);
        }

        /** {@return the largest of the fonts for figures in which the text has room} */
        private static Font large(String text, int room) {
            for (int size = 22; size > 14; size -= 2) {
                if (TextShapes.width(HouseFont.semiBold(size), text) <= room) {
                    return HouseFont.semiBold(size);
                }
            }
            return HouseFont.semiBold(14);
        }
    }
}

package io.github.huggingtweets.drawing;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.List;

/** A row of facts for each person. The square beside a handle has the colour of the person in all charts below. */
record FactTable(List<Person> people, Rectangle place) implements ChartSheet.Part {

    private static final Font PLAIN = HouseFont.regular(HouseStyle.TEXT_SIZE);
    private static final Font STRONG = HouseFont.semiBold(13);
    private static final int ROW_HEIGHT = 24;
    private static final int NAME_WIDTH = 190;
    private static final int SWATCH = 12;
    private static final List<String> HEADINGS =
            List.of("Own tweets", "Retweets", "Replies", "With links", "Median length", "Median likes");

    static int height(int people) {
        return ROW_HEIGHT * (people + 1);
    }

    @Override
    public void paint(Graphics2D g) {
        g.setColor(HouseStyle.SOFT_INK);
        row(g, PLAIN, HEADINGS, 14);
        for (int i = 0; i < people.size(); i++) {
            Person person = people.get(i);
            int baseline = ROW_HEIGHT * (i + 1) + 14;
            g.setColor(person.color());
            g.fillRect(0, baseline - SWATCH + 2, SWATCH, SWATCH);
            g.setColor(HouseStyle.INK);
            g.setFont(STRONG);
            g.drawString(TextShapes.fit(STRONG, person.name(), NAME_WIDTH - SWATCH - 8), SWATCH + 8f, baseline);
            row(g, STRONG, facts(person), baseline);
        }
    }

    private static List<String> facts(Person person) {
        return List.of(
                English.format("%,d", person.tweets()),
                share(person.retweets(), person.tweets() + person.retweets()),
                share(person.replies(), person.tweets()),
                share(person.links(), person.tweets()),
                median(person.lengths()),
                median(person.likes()));
    }

    private void row(Graphics2D g, Font font, List<String> cells, int baseline) {
        g.setFont(font);
        double column = (double) (place.width - NAME_WIDTH) / cells.size();
        for (int i = 0; i < cells.size(); i++) {
            double right = NAME_WIDTH + (i + 1) * column;
            g.drawString(cells.get(i), (float) (right - TextShapes.width(font, cells.get(i))), baseline);
        }
    }

    private static String share(int part, int whole) {
        return whole == 0 ? "–" : English.format("%.0f %%", 100.0 * part / whole);
    }

    private static String median(int[] sorted) {
        return sorted.length == 0 ? "–" : English.format("%,d", sorted[(sorted.length - 1) / 2]);
    }
}

package io.github.huggingtweets.drawing;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.List;

/** A row of facts for each person. The square beside a handle has the colour of the person in all charts below. */
record FactTable(List<Person> people, Rectangle place) implements ChartSheet.Part {

    private static final int ROW_HEIGHT = 24;
    private static final int NAME_WIDTH = 190;
    private static final int SWATCH = 12;
    private static final int INDENT = SWATCH + 8;
    private static final int MOST_LINES = 4;
    private static final List<String> HEADINGS =
            List.of("Own tweets", "Retweets", "Replies", "With links", "Median length", "Median likes");

    static int height(List<Person> people) {
        return ROW_HEIGHT * (1 + people.stream().mapToInt(FactTable::rows).sum());
    }

    /** {@return how many rows a person takes: the facts, below a name that has no room beside them} */
    private static int rows(Person person) {
        List<String> name = name(person);
        return name.size() + (isBesideFacts(name) ? 0 : 1);
    }

    private static List<String> name(Person person) {
        return TextShapes.lines(strongFont(), person.name(), TitledPicture.WIDTH - INDENT, MOST_LINES);
    }

    private static boolean isBesideFacts(List<String> name) {
        return name.size() == 1 && TextShapes.width(strongFont(), name.get(0)) <= NAME_WIDTH - INDENT;
    }

    @Override
    public void paint(Graphics2D g) {
        g.setColor(HouseStyle.SOFT_INK);
        row(g, plainFont(), HEADINGS, 14);
        int baseline = 14;
        for (Person person : people) {
            List<String> name = name(person);
            baseline += ROW_HEIGHT;
            g.setColor(person.color());
            g.fillRect(0, baseline - SWATCH + 2, SWATCH, SWATCH);
            g.setColor(HouseStyle.INK);
            g.setFont(strongFont());
            for (int line = 0; line < name.size(); line++) {
                g.drawString(name.get(line), (float) INDENT, baseline + line * ROW_HEIGHT);
            }
            baseline += ROW_HEIGHT * (rows(person) - 1);
            row(g, strongFont(), facts(person), baseline);
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

    private static Font plainFont() {
        return HouseFont.regular(HouseStyle.TEXT_SIZE);
    }

    private static Font strongFont() {
        return HouseFont.semiBold(13);
    }
}

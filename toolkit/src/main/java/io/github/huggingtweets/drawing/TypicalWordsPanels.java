package io.github.huggingtweets.drawing;

import io.github.huggingtweets.words.TypicalWords;
import io.github.huggingtweets.words.TypicalWords.TypicalWord;
import java.awt.Font;
import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;

/** The words that are typical of each of two people, with the shares of both people's tweets that contain them, on one scale. */
final class TypicalWordsPanels {

    private static final int MOST = 10;
    private static final int ROW_HEIGHT = 26;
    private static final int LABEL_WIDTH = 52;
    private static final int WIDEST_WORD = 120;
    private static final double HALF_A_ROW = 0.36;

    private final List<Person> people;
    private final List<List<TypicalWord>> words;
    private final Scale scale;

    TypicalWordsPanels(List<Person> people, TypicalWords typical) {
        this.people = people;
        this.words = List.of(typical.ofFirst(MOST), typical.ofSecond(MOST));
        double greatest = words.stream().flatMap(List::stream)
                .flatMap(word -> Stream.of(share(word, 0), share(word, 1))).mapToDouble(share -> share).max().orElse(1);
        this.scale = Scale.around(0, greatest, 4);
    }

    int height() {
        int rows = words.stream().mapToInt(List::size).max().orElseThrow();
        return rows == 0 ? ROW_HEIGHT : Panel.height(rows * ROW_HEIGHT);
    }

    /**
     * {@return the words that are typical of a person}
     *
     * @param whose 0 for the first person, 1 for the second
     */
    Panel panel(int whose, Rectangle place) {
        List<TypicalWord> typical = words.get(whose);
        XYChart xchart = new XYChart(place.width, place.height);
        xchart.setXAxisTitle("Share of tweets with the word (%)");
        String title = typical.isEmpty() ? title("No word is clearly typical", ".", people.get(whose), place.width)
                : title("Typical", "", people.get(whose), place.width);
        int rows = typical.size();
        Rectangle own = new Rectangle(place.x, place.y, place.width, rows == 0 ? ROW_HEIGHT : Panel.height(rows * ROW_HEIGHT));
        Panel panel = new Panel(title, xchart, LABEL_WIDTH, own);
        if (typical.isEmpty()) {
            return panel;
        }
        for (int person = 0; person < people.size(); person++) {
            List<Rectangle2D> bars = new ArrayList<>();
            for (int i = 0; i < rows; i++) {
                double middle = rows - i;
                double share = share(typical.get(i), person);
                bars.add(new Rectangle2D.Double(0, person == whose ? middle : middle - HALF_A_ROW, share, HALF_A_ROW));
                if (person == whose) {
                    xchart.addAnnotation(new Label(percent(share), share, middle + HALF_A_ROW / 2, HouseStyle.INK));
                }
            }
            Cells.add(xchart, person + 1 + ". " + people.get(person).name(), people.get(person).color(), bars);
        }
        RowNames.apply(xchart, typical.stream().map(word -> TextShapes.fit(font(), word.term(), WIDEST_WORD)).toList());
        scale.applyToX(xchart.getStyler(), place.width - LABEL_WIDTH - WIDEST_WORD);
        return panel;
    }

    /** {@return the title with the name, or with the short name, or with none if there is no room; the bars have a colour, too} */
    private static String title(String what, String end, Person person, int width) {
        return Stream.of(person.name(), person.shortName()).map(name -> what + " of " + name + end)
                .filter(title -> Panel.hasRoomFor(title, width)).findFirst().orElse(what + end);
    }

    private double share(TypicalWord word, int person) {
        int tweets = people.get(person).tweets();
        return tweets == 0 ? 0 : 100.0 * (person == 0 ? word.first() : word.second()) / tweets;
    }

    private static String percent(double share) {
        return English.format(share < 9.95 ? "%.1f %%" : "%.0f %%", share);
    }

    private static Font font() {
        return HouseFont.regular(HouseStyle.TEXT_SIZE);
    }
}

package io.github.huggingtweets.charts;

import io.github.huggingtweets.charts.house.Cells;
import io.github.huggingtweets.charts.house.English;
import io.github.huggingtweets.charts.house.HouseStyle;
import io.github.huggingtweets.charts.house.Note;
import io.github.huggingtweets.charts.house.RowNames;
import io.github.huggingtweets.charts.house.Scale;
import io.github.huggingtweets.charts.vector.HouseFont;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.sources.Author;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;

/** The four figures of each user: a bar for the tweets downloaded, cut into what became of them, and the numbers beside it. */
final class UsersChart {

    private static final int MOST = 20;
    private static final int ROW_HEIGHT = 26;
    private static final int LEAST_PLOT_WIDTH = 220;
    private static final double HALF_A_BAR = 0.32;
    private static final List<Column> COLUMNS = List.of(
            new Column("Tweets kept", Figures::kept, HouseStyle.ACCENT, 112),
            new Column("Short tweets", Figures::shortTweets, HouseStyle.MIDDLE_INK, 108),
            new Column("Retweets", Figures::retweets, HouseStyle.FAINT_INK, 84),
            new Column("Downloaded", Figures::downloaded, null, 90));

    private UsersChart() {}

    /** A figure, with the colour of its part of the bar and the width of its numbers in CSS pixels. */
    private record Column(String name, ToIntFunction<Figures> figure, Color color, int width) {}

    private record User(Author author, Figures figures) {}

    static Chart<XYChart> of(Corpus corpus) {
        List<User> users = mostTweets(corpus);
        XYChart xchart = new XYChart(Chart.WIDTH, 0);
        xchart.setTitle("What became of the tweets of each user");
        xchart.setXAxisTitle("Tweets");
        int rows = users.size();
        Chart<XYChart> chart = new Chart<>(xchart, subtitle(corpus, rows),
                COLUMNS.stream().mapToInt(Column::width).sum() + 8, Chart.height((rows + 1) * ROW_HEIGHT));
        int[] from = new int[rows];
        for (Column column : COLUMNS) {
            if (column.color() != null) {
                List<Rectangle2D> bars = new ArrayList<>();
                for (int i = 0; i < rows; i++) {
                    int tweets = column.figure().applyAsInt(users.get(i).figures());
                    bars.add(new Rectangle2D.Double(from[i], rows - i - HALF_A_BAR, tweets, 2 * HALF_A_BAR));
                    from[i] += tweets;
                }
                Cells.add(xchart, column.name(), column.color(), bars);
            }
        }
        RowNames.apply(xchart, users.stream().map(user -> "@" + user.author().handle()).toList());
        xchart.addAnnotation(new Numbers(users));
        xchart.getStyler().setYAxisMax(rows + 1.5);
        int most = users.stream().mapToInt(user -> user.figures().downloaded()).max().orElse(0);
        Scale.ofCounts(Math.max(1, most)).applyToX(xchart.getStyler(), LEAST_PLOT_WIDTH);
        return chart;
    }

    private static List<User> mostTweets(Corpus corpus) {
        List<User> users = IntStream.range(0, corpus.authors().size())
                .mapToObj(i -> new User(corpus.authors().get(i), corpus.figuresByAuthor().get(i))).toList();
        return users.size() <= MOST ? users : users.stream()
                .sorted(Comparator.comparingInt((User user) -> user.figures().downloaded()).reversed()).limit(MOST).toList();
    }

    private static String subtitle(Corpus corpus, int shown) {
        int users = corpus.authors().size();
        String whole = English.format("Of %s of %s, %,d %s kept to learn from.", English.count(corpus.downloaded(), "tweet"),
                users == 1 ? English.handles(corpus.authors()) : English.format("%,d users", users),
                corpus.kept(), corpus.kept() == 1 ? "is" : "are");
        return shown == users ? whole : whole + English.format(" Shown are the %,d users with the most tweets.", shown);
    }

    /** The figures in columns right of the bars, which the squares in their headings explain. */
    private static final class Numbers extends Note {

        private static final Font HEADING = HouseFont.regular(12);
        private static final Font NUMBER = HouseFont.semiBold(12);
        private static final int SQUARE = 10;
        private static final float HALF_A_LETTER = 4.3f;

        private final List<User> users;

        private Numbers(List<User> users) {
            this.users = users;
        }

        @Override
        public void paint(Graphics2D g) {
            float right = getXAxisScreenValueForMax();
            for (Column column : COLUMNS) {
                right += column.width();
                float heading = write(g, column.name(), HEADING, HouseStyle.SOFT_INK, right, users.size() + 1);
                if (column.color() != null) {
                    g.setColor(column.color());
                    g.fill(new Rectangle2D.Double(heading - SQUARE - 6,
                            screenY(users.size() + 1) - SQUARE / 2.0, SQUARE, SQUARE));
                }
                for (int i = 0; i < users.size(); i++) {
                    Color color = HouseStyle.ACCENT.equals(column.color()) ? HouseStyle.ACCENT : HouseStyle.INK;
                    write(g, number(column, users.get(i).figures()), NUMBER, color, right, users.size() - i);
                }
            }
        }

        private static String number(Column column, Figures figures) {
            int tweets = column.figure().applyAsInt(figures);
            boolean share = HouseStyle.ACCENT.equals(column.color()) && figures.downloaded() > 0;
            return English.format("%,d", tweets)
                    + (share ? English.format(" · %.0f %%", 100.0 * tweets / figures.downloaded()) : "");
        }

        /** {@return where the words begin} */
        private float write(Graphics2D g, String words, Font font, Color color, float right, double row) {
            float left = (float) (right - HouseFont.width(font, words));
            g.setFont(font);
            g.setColor(color);
            g.drawString(words, left, (float) screenY(row) + HALF_A_LETTER);
            return left;
        }
    }
}

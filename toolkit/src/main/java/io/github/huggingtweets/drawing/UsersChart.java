package io.github.huggingtweets.drawing;

import io.github.huggingtweets.sources.Author;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import org.knowm.xchart.XYChart;

/** A bar for the tweets of each user, divided into what became of them, with the numbers beside it. */
public final class UsersChart {

    private static final int MOST = 20;
    private static final int ROW_HEIGHT = 26;
    private static final int LEAST_PLOT_WIDTH = 220;
    private static final double HALF_A_BAR = 0.32;
    private static final List<Column> COLUMNS = List.of(
            new Column("Tweets kept", User::kept, HouseStyle.ACCENT, 112),
            new Column("Short tweets", User::shortTweets, HouseStyle.MIDDLE_INK, 108),
            new Column("Retweets", User::retweets, HouseStyle.FAINT_INK, 84),
            new Column("Downloaded", User::downloaded, null, 90));

    private UsersChart() {}

    /** A figure, with the colour of its part of the bar and the width of its numbers in CSS pixels. */
    private record Column(String name, ToIntFunction<User> figure, Color color, int width) {}

    /**
     * What became of the tweets of a user.
     *
     * @param author whose tweets they are
     * @param downloaded the number of all tweets, which is the sum of the others
     * @param retweets the number of tweets that were left out because somebody else wrote them
     * @param shortTweets the number of tweets that were left out because they are too short
     * @param kept the number of tweets that a model learns from
     */
    public record User(Author author, int downloaded, int retweets, int shortTweets, int kept) {}

    /**
     * Draws a bar for each user, or for the 20 with the most tweets.
     *
     * @param all the users, at least one
     * @return the chart
     */
    public static Chart<XYChart> of(List<User> all) {
        List<User> users = all.size() <= MOST ? all
                : all.stream().sorted(Comparator.comparingInt(User::downloaded).reversed()).limit(MOST).toList();
        XYChart xchart = new XYChart(Chart.WIDTH, 0);
        xchart.setTitle("What became of the tweets of each user");
        xchart.setXAxisTitle("Tweets");
        int rows = users.size();
        Chart<XYChart> chart = new Chart<>(xchart, subtitle(all, rows),
                COLUMNS.stream().mapToInt(Column::width).sum() + 8, Chart.height((rows + 1) * ROW_HEIGHT));
        int[] from = new int[rows];
        for (Column column : COLUMNS) {
            if (column.color() != null) {
                List<Rectangle2D> bars = new ArrayList<>();
                for (int i = 0; i < rows; i++) {
                    int tweets = column.figure().applyAsInt(users.get(i));
                    bars.add(new Rectangle2D.Double(from[i], rows - i - HALF_A_BAR, tweets, 2 * HALF_A_BAR));
                    from[i] += tweets;
                }
                Cells.add(xchart, column.name(), column.color(), bars);
            }
        }
        RowNames.apply(xchart, users.stream().map(user -> "@" + user.author().handle()).toList());
        xchart.addAnnotation(new Numbers(users));
        xchart.getStyler().setYAxisMax(rows + 1.5);
        int most = users.stream().mapToInt(User::downloaded).max().orElse(0);
        Scale.ofCounts(Math.max(1, most)).applyToX(xchart.getStyler(), LEAST_PLOT_WIDTH);
        return chart;
    }

    private static String subtitle(List<User> users, int shown) {
        long kept = users.stream().mapToLong(User::kept).sum();
        String whole = English.format("Of %s of %s, %,d %s kept to learn from.",
                English.count(users.stream().mapToLong(User::downloaded).sum(), "tweet"),
                users.size() == 1 ? English.handles(List.of(users.get(0).author())) : English.format("%,d users", users.size()),
                kept, kept == 1 ? "is" : "are");
        return shown == users.size() ? whole
                : whole + English.format(" Shown are the %,d users with the most tweets.", shown);
    }

    /** The numbers in columns right of the bars. A square in each heading has the colour of its part of the bars. */
    private static final class Numbers extends Note {

        private static final int SQUARE = 10;

        private final List<User> users;

        private Numbers(List<User> users) {
            this.users = users;
        }

        @Override
        public void paint(Graphics2D g) {
            double right = getXAxisScreenValueForMax();
            for (Column column : COLUMNS) {
                right += column.width();
                double heading = writeEndingAt(g, column.name(), headingFont(), HouseStyle.SOFT_INK, right, users.size() + 1);
                if (column.color() != null) {
                    g.setColor(column.color());
                    g.fill(new Rectangle2D.Double(heading - SQUARE - 6,
                            screenY(users.size() + 1) - SQUARE / 2.0, SQUARE, SQUARE));
                }
                for (int i = 0; i < users.size(); i++) {
                    Color color = HouseStyle.ACCENT.equals(column.color()) ? HouseStyle.ACCENT : HouseStyle.INK;
                    writeEndingAt(g, number(column, users.get(i)), numberFont(), color, right, users.size() - i);
                }
            }
        }

        private static String number(Column column, User user) {
            int tweets = column.figure().applyAsInt(user);
            boolean share = HouseStyle.ACCENT.equals(column.color()) && user.downloaded() > 0;
            return English.format("%,d", tweets)
                    + (share ? English.format(" · %.0f %%", 100.0 * tweets / user.downloaded()) : "");
        }

        /** {@return where the text begins} */
        private double writeEndingAt(Graphics2D g, String text, Font font, Color color, double right, double row) {
            double left = right - TextShapes.width(font, text);
            write(g, text, font, color, left, row);
            return left;
        }

        private static Font headingFont() {
            return HouseFont.regular(HouseStyle.TEXT_SIZE);
        }

        private static Font numberFont() {
            return HouseFont.semiBold(HouseStyle.TEXT_SIZE);
        }
    }
}

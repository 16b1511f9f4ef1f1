package io.github.huggingtweets.drawing;

import io.github.huggingtweets.sources.Tweets;
import io.github.huggingtweets.words.TypicalWords;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Rectangle;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The picture that compares two people, part by part. */
final class Comparison {

    private static final int GAP = 26;
    private static final int HALF = (TitledPicture.WIDTH - GAP) / 2;
    private static final int MONTHS_HEIGHT = 210;
    private static final int HALF_HEIGHT = 220;
    private static final int Y_AXIS_WIDTH = 60;
    private static final int HOURS = 24;

    /** A unit of the x axis is this many hours, since there is a label at each whole number. */
    private static final int LABELLED_HOURS = 4;

    private static final int LENGTHS = 24;

    private final List<Person> people;
    private final ZoneId zone;
    private final List<ChartSheet.Part> parts = new ArrayList<>();
    private int y;

    private Comparison(List<Person> people, ZoneId zone) {
        this.people = people;
        this.zone = zone;
    }

    /**
     * Compares two people.
     *
     * @param first the tweets of one
     * @param second the tweets of the other
     * @param zone the time zone by which the hours of the day are counted
     * @param cleaner removes the parts of a text that do not count for its length
     * @return the picture; one that only says so if neither has tweets of their own
     */
    static ChartSheet of(Tweets first, Tweets second, ZoneId zone, UnaryOperator<String> cleaner) {
        Person one = Person.of(first, cleaner, HouseStyle.ACCENT);
        Person other = Person.of(second, cleaner, HouseStyle.OTHER_ACCENT);
        return new Comparison(List.of(one, other), zone).sheet();
    }

    private ChartSheet sheet() {
        Person one = people.get(0);
        Person other = people.get(1);
        String title = title(one, other);
        if (one.tweets() + other.tweets() == 0) {
            return new ChartSheet(title, "There are no tweets of their own to compare.", List.of());
        }
        int retweets = one.retweets() + other.retweets();
        String note = "";
        add(new FactTable(people, place(0, TitledPicture.WIDTH, FactTable.height(people))));
        if (people.stream().anyMatch(person -> !person.times().isEmpty())) {
            DrawnMonths drawn = DrawnMonths.of(people.stream().flatMap(person -> person.times().stream())
                    .mapToInt(time -> DrawnMonths.number(YearMonth.from(time))).toArray());
            note = drawn.note();
            add(months(drawn));
            parts.add(hours());
        }
        add(lengths(people.stream().allMatch(person -> person.times().isEmpty())));
        TypicalWords typical = TypicalWords.between(one.words(), other.words());
        TypicalWordsPanels words = new TypicalWordsPanels(people, typical);
        parts.add(words.panel(0, place(0, HALF, words.height())));
        add(words.panel(1, place(HALF + GAP, HALF, words.height())));
        return new ChartSheet(title, English.format("%s and %s of their own. %s", English.count(one.tweets(), "tweet"),
                English.format("%,d", other.tweets()),
                retweets == 0 ? "" : English.count(retweets, "retweet") + (retweets == 1 ? " is" : " are")
                        + " counted in the table alone.")
                .strip() + note, parts);
    }

    /** Names fewer people if the title is too long, and then shortens the longer name, or both. */
    private static String title(Person first, Person second) {
        double room = TitledPicture.WIDTH - TextShapes.width(TitledPicture.titleFont(), " and  compared");
        boolean fits = TextShapes.width(TitledPicture.titleFont(), first.name())
                + TextShapes.width(TitledPicture.titleFont(), second.name()) <= room;
        return title(fits ? first.name() : first.shortName(), fits ? second.name() : second.shortName(), room);
    }

    private static String title(String one, String other, double room) {
        String first =
                TextShapes.fit(TitledPicture.titleFont(), one,
                        Math.max(room / 2, room - TextShapes.width(TitledPicture.titleFont(), other)));
        String second =
                TextShapes.fit(TitledPicture.titleFont(), other,
                        Math.max(room / 2, room - TextShapes.width(TitledPicture.titleFont(), one)));
        return first + " and " + second + " compared";
    }

    private Rectangle place(int x, int width, int height) {
        return new Rectangle(x, y, width, height);
    }

    private void add(ChartSheet.Part part) {
        parts.add(part);
        y += part.place().height + GAP;
    }

    private Panel months(DrawnMonths drawn) {
        YearMonth first = drawn.first();
        int months = drawn.count();
        XYChart xchart = chart("Month (UTC)", "Tweets per month");
        Panel panel = new Panel("Tweets by month", xchart, 0, place(0, TitledPicture.WIDTH, MONTHS_HEIGHT));
        TimeAxis axis = TimeAxis.between(first.atDay(1).atStartOfDay(), first.plusMonths(months).atDay(1).atStartOfDay());
        double[] edges = IntStream.rangeClosed(0, months)
                .mapToDouble(
                        month -> axis.position(first.plusMonths(month).atDay(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC)))
                .toArray();
        double[][] counts = people.stream().map(person -> counts(person.times().stream()
                .mapToInt(time -> drawn.index(YearMonth.from(time))), months))
                .toArray(double[][]::new);
        outlines(xchart, edges, counts);
        axis.applyToX(xchart.getStyler(), TitledPicture.WIDTH - Y_AXIS_WIDTH);
        Scale.ofCounts(max(counts)).applyToY(xchart.getStyler(), Panel.plotHeight(MONTHS_HEIGHT));
        return panel;
    }

    private Panel hours() {
        XYChart xchart = chart("Hour of the day (" + English.clock(zone) + ")", "Share of tweets (%)");
        Panel panel = new Panel("Tweets by hour", xchart, 0, place(0, HALF, HALF_HEIGHT));
        double[] edges = IntStream.rangeClosed(0, HOURS).mapToDouble(hour -> (double) hour / LABELLED_HOURS).toArray();
        outlines(xchart, edges, people.stream().map(person -> shares(counts(person.times().stream()
                .mapToInt(time -> time.atZone(ZoneOffset.UTC).withZoneSameInstant(zone).getHour()), HOURS)))
                .toArray(double[][]::new));
        new Scale(0, (double) HOURS / LABELLED_HOURS, 1).applyToX(xchart.getStyler(), HALF - Y_AXIS_WIDTH,
                x -> English.format("%02d:00", x * LABELLED_HOURS));
        return panel;
    }

    private Panel lengths(boolean alone) {
        XYChart xchart = chart("Length (characters, without links)", "Share of tweets (%)");
        Panel panel = new Panel("Length", xchart, 0, place(alone ? 0 : HALF + GAP, HALF, HALF_HEIGHT));
        int nearlyAll = people.stream().map(Person::lengths).filter(lengths -> lengths.length > 0)
                .mapToInt(lengths -> lengths[(int) (0.99 * (lengths.length - 1))]).max().orElseThrow();
        int width = (int) Math.max(1, Scale.roundUp((double) Math.max(1, nearlyAll) / LENGTHS));
        int bars = nearlyAll / width + 1;
        double[] edges = IntStream.rangeClosed(0, bars).mapToDouble(bar -> (double) bar * width).toArray();
        outlines(xchart, edges, people.stream().map(
                person -> shares(counts(Arrays.stream(person.lengths()).map(length -> length / width), bars), person.tweets()))
                .toArray(double[][]::new));
        Scale.rangeOfX(xchart.getStyler(), 0, (double) bars * width);
        xchart.getStyler().setXAxisTickMarkSpacingHint(60);
        return panel;
    }

    private void outlines(XYChart xchart, double[] edges, double[][] heights) {
        for (int i = 0; i < people.size(); i++) {
            outline(xchart, i + 1 + ". " + people.get(i).name(), people.get(i).color(), edges, heights[i]);
        }
        Scale.around(0, Math.max(max(heights), 1e-9), 4).applyToY(xchart.getStyler(), Panel.plotHeight(HALF_HEIGHT));
    }

    /** Adds a histogram as a line with a faint area below it, so that two of them can overlap. */
    private static void outline(XYChart xchart, String name, Color color, double[] edges, double[] heights) {
        double[] y = Arrays.copyOf(heights, edges.length);
        y[heights.length] = heights[heights.length - 1];
        XYSeries series = xchart.addSeries(name, edges, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.StepArea);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(color);
        series.setFillColor(HouseStyle.withOpacity(color, 0.14f));
        series.setLineStyle(new BasicStroke(1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    }

    private static XYChart chart(String x, String y) {
        XYChart xchart = new XYChart(TitledPicture.WIDTH, HALF_HEIGHT);
        xchart.setXAxisTitle(x);
        xchart.setYAxisTitle(y);
        return xchart;
    }

    private static double[] counts(IntStream bars, int size) {
        double[] counts = new double[size];
        bars.filter(bar -> bar >= 0 && bar < size).forEach(bar -> counts[bar]++);
        return counts;
    }

    private static double[] shares(double[] counts) {
        return shares(counts, Arrays.stream(counts).sum());
    }

    private static double[] shares(double[] counts, double whole) {
        return Arrays.stream(counts).map(count -> whole == 0 ? 0 : 100 * count / whole).toArray();
    }

    private static double max(double[][] values) {
        return Arrays.stream(values).flatMapToDouble(Arrays::stream).max().orElse(0);
    }
}

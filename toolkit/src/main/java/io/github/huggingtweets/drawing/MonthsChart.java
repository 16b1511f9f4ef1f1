package io.github.huggingtweets.drawing;

import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.sources.Tweets;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import tech.tablesaw.api.DateTimeColumn;

/** How many tweets were posted in each month, including the months without any. */
final class MonthsChart {

    private static final int HEIGHT = 340;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM u", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_MONTH = DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_MONTH_AND_YEAR = DateTimeFormatter.ofPattern("MMM u", Locale.ENGLISH);

    private MonthsChart() {}

    static Chart<CategoryChart> of(Tweets timeline) {
        CategoryChart xchart = new CategoryChart(Chart.WIDTH, HEIGHT);
        xchart.setTitle("Tweets by month");
        xchart.setXAxisTitle("Month (UTC)");
        xchart.setYAxisTitle("Tweets per month");
        int[] months = months(timeline.table(TweetTable.TIME).dateTimeColumn(TweetTable.TIME));
        if (months.length == 0) {
            return new Chart<>(xchart, English.none(timeline.size(), timeline.authors(), "with a time"), 0, HEIGHT);
        }
        DrawnMonths drawn = DrawnMonths.of(months);
        YearMonth first = drawn.first();
        int[] tweets = new int[drawn.count()];
        Arrays.stream(months).map(month -> month - DrawnMonths.number(first)).filter(month -> month >= 0 && month < drawn.count())
                .forEach(month -> tweets[month]++);
        Chart<CategoryChart> chart = new Chart<>(xchart, subtitle(timeline, drawn, tweets), 0, HEIGHT);
        CategorySeries series = xchart.addSeries("Tweets", labels(first, tweets.length),
                Arrays.stream(tweets).mapToObj(Integer::valueOf).toList());
        series.setFillColor(HouseStyle.ACCENT);
        xchart.getStyler().setAvailableSpaceFill(Math.min(0.84, 0.1 + 0.06 * tweets.length));
        xchart.getStyler().setXAxisTickMarkSpacingHint(0);
        Scale.ofCounts(Arrays.stream(tweets).max().orElseThrow()).applyToY(xchart.getStyler(), Chart.plotHeight(HEIGHT));
        return chart;
    }

    /** {@return the number of the month of each tweet that has a time} */
    private static int[] months(DateTimeColumn times) {
        return IntStream.range(0, times.size()).filter(row -> !times.isMissing(row))
                .map(row -> DrawnMonths.number(YearMonth.from(times.get(row)))).toArray();
    }

    /** {@return a label for each month, empty if there is no room: names of months for up to three years, else years} */
    static List<String> labels(YearMonth first, int months) {
        return IntStream.range(0, months).mapToObj(month -> label(first, month, months)).toList();
    }

    private static String label(YearMonth first, int index, int months) {
        YearMonth month = first.plusMonths(index);
        boolean january = month.getMonthValue() == 1;
        if (months <= 12) {
            return (index == 0 || january ? SHORT_MONTH_AND_YEAR : SHORT_MONTH).format(month);
        }
        if (months <= 36) {
            return january ? String.valueOf(month.getYear()) : month.getMonthValue() % 3 == 1 ? SHORT_MONTH.format(month) : "";
        }
        int years = (int) Math.max(1, Scale.roundUp(months / 12.0 / 15));
        return january && month.getYear() % years == 0 ? String.valueOf(month.getYear()) : "";
    }

    private static String subtitle(Tweets timeline, DrawnMonths drawn, int[] tweets) {
        YearMonth first = drawn.first();
        int most = IntStream.range(0, tweets.length).reduce((a, b) -> tweets[b] > tweets[a] ? b : a).orElseThrow();
        int sum = Arrays.stream(tweets).sum();
        int timeless = timeline.size() - sum - drawn.apart().length;
        String span = tweets.length == 1 ? " in " + MONTH.format(first) + "."
                : English.format(" from %s to %s, most in %s (%,d).", MONTH.format(first),
                        MONTH.format(first.plusMonths(tweets.length - 1L)), MONTH.format(first.plusMonths(most)), tweets[most]);
        return English.count(sum, "tweet") + " of " + English.handles(timeline.authors()) + span + drawn.note()
                + (timeless == 0 ? "" : " " + English.count(timeless, "more tweet") + " without a time.");
    }
}

package io.github.huggingtweets.drawing;

import io.github.huggingtweets.sources.Tweets;
import io.github.huggingtweets.words.Frequencies;
import io.github.huggingtweets.words.Frequency;
import io.github.huggingtweets.words.Words;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;

/** The words, hashtags, accounts, emoji or languages of the most tweets, with a bar for each, the longest on top. */
final class RankingChart {

    private static final int ROW_HEIGHT = 22;
    private static final int LABEL_WIDTH = 108;
    private static final int LEAST_PLOT_WIDTH = 430;
    private static final double HALF_A_BAR = 0.34;

    private RankingChart() {}

    static Chart<XYChart> words(Tweets timeline, int most) {
        Words words = Words.of(timeline);
        Frequencies frequencies = words.words();
        List<String> languages = words.stopWordLanguages();
        String stopWords = languages.isEmpty() ? "" : "stop words (" + String.join(", ", languages) + ")";
        Titles titles = new Titles("Most used words", "Tweets with the word", "word", "words");
        return draw(titles, frequencies, most, of(timeline, words), stopWords, words.retweets());
    }

    static Chart<XYChart> hashtags(Tweets timeline, int most) {
        Words words = Words.of(timeline);
        Titles titles = new Titles("Most used hashtags", "Tweets with the hashtag", "hashtag", "hashtags");
        return draw(titles, words.hashtags(), most, of(timeline, words), "", words.retweets());
    }

    static Chart<XYChart> mentions(Tweets timeline, int most) {
        Words words = Words.of(timeline);
        Titles titles = new Titles("Most mentioned", "Tweets that mention the account", "account", "accounts");
        return draw(titles, words.mentions(), most, of(timeline, words), "", words.retweets());
    }

    static Chart<XYChart> emoji(Tweets timeline, int most) {
        Words words = Words.of(timeline);
        Titles titles = new Titles("Most used emoji", "Tweets with the emoji, in any skin tone", "emoji", "emoji");
        return draw(titles, words.emoji(), most, of(timeline, words), "", words.retweets());
    }

    static Chart<XYChart> languages(Tweets timeline, int most) {
        Words words = Words.of(timeline);
        Titles titles = new Titles("Languages", "Tweets in the language", "language", "languages");
        Frequencies languages = words.languages();
        int others = languages.tweets() - languages.tweetsWithAny();
        return draw(titles, languages, most, of(timeline, words),
                others == 0 ? "" : English.count(others, "tweet") + " in none", words.retweets());
    }

    /** The texts around the bars. */
    private record Titles(String title, String axis, String singular, String plural) {

        /** Emoji have more detail than letters, so they are larger. */
        int fontSize() {
            return singular.equals("emoji") ? 17 : 13;
        }
    }

    private static Chart<XYChart> draw(
            Titles titles, Frequencies frequencies, int most, String ofWhom, String leftOut, int retweets) {
        if (most < 1) {
            throw new IllegalArgumentException("A chart shows at least 1 of the " + titles.plural() + ", not " + most + ".");
        }
        List<Frequency> shown = frequencies.top(most);
        XYChart xchart = new XYChart(Chart.WIDTH, 0);
        xchart.setTitle(titles.title());
        xchart.setXAxisTitle(titles.axis());
        String subtitle = subtitle(titles, frequencies, ofWhom)
                + leftOut(leftOut, retweets == 0 ? "" : English.count(retweets, "retweet"));
        Chart<XYChart> chart = new Chart<>(xchart, subtitle, LABEL_WIDTH, Chart.height(shown.size() * ROW_HEIGHT));
        if (shown.isEmpty()) {
            return chart;
        }
        List<Rectangle2D> bars = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            int row = shown.size() - i;
            Frequency frequency = shown.get(i);
            bars.add(new Rectangle2D.Double(0, row - HALF_A_BAR, frequency.tweets(), 2 * HALF_A_BAR));
            xchart.addAnnotation(new Label(English.format("%,d · %s", frequency.tweets(), percent(frequencies.share(frequency))),
                    frequency.tweets(), row, HouseStyle.INK));
        }
        Cells.add(xchart, titles.plural(), HouseStyle.ACCENT, bars);
        RowNames.apply(xchart, shown.stream().map(Frequency::term).toList(), HouseFont.regular(titles.fontSize()));
        Scale.ofCounts(shown.get(0).tweets()).applyToX(xchart.getStyler(), LEAST_PLOT_WIDTH);
        return chart;
    }

    private static String percent(double share) {
        return English.format(share < 0.0995 ? "%.1f %%" : "%.0f %%", 100 * share);
    }

    private static String of(Tweets timeline, Words words) {
        return English.count(words.tweets(), "tweet") + " of " + English.handles(timeline.authors());
    }

    private static String subtitle(Titles titles, Frequencies frequencies, String ofWhom) {
        if (frequencies.size() == 0) {
            return English.format("There is no %s in %s.", titles.singular(), ofWhom);
        }
        String kinds = English.format("%,d %s%s", frequencies.size(), frequencies.size() == 1 ? "" : "different ",
                frequencies.size() == 1 ? titles.singular() : titles.plural());
        return kinds + (frequencies.tweetsWithAny() == frequencies.tweets() ? " in " + ofWhom + "."
                : English.format(" in %,d of %s.", frequencies.tweetsWithAny(), ofWhom));
    }

    private static String leftOut(String... what) {
        String all = List.of(what).stream().filter(words -> !words.isEmpty()).collect(Collectors.joining(" and "));
        return all.isEmpty() ? "" : " Left out: " + all + ".";
    }
}

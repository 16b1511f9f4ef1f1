package io.github.huggingtweets.sharing;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.drawing.English;
import io.github.huggingtweets.drawing.Face;
import io.github.huggingtweets.drawing.Picture;
import io.github.huggingtweets.drawing.WholeFile;
import io.github.huggingtweets.progress.Progress;
import io.github.huggingtweets.report.Report;
import io.github.huggingtweets.report.Stopping;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * A bot as one HTML file to send to a friend: whom it imitates, tweets that it wrote, what it is made of, and charts. The file needs
 * no server and no network: it loads nothing, and has no script. Its content security policy forbids both, so that nothing in a
 * tweet or a name can run or load anything; all of them are escaped besides.
 *
 * @param faces whom the bot imitates, or the face of a language model
 * @param language the language of the tweets as an ISO 639 code, if it is known
 * @param tweets tweets that the bot wrote
 * @param making how it was made, if that is known
 * @param report the report on it, if there is one
 * @param charts charts of its tweets and of its training
 */
public record BotPage(List<Face> faces, Optional<String> language, List<Words> tweets, Optional<Making> making,
        Optional<Report> report, List<Picture> charts) {

    private static final String CSS = resource("page.css");
    private static final Template TEMPLATE = Mustache.compiler().emptyStringIsFalse(true)
            .withLoader(part -> new StringReader(resource("page-" + part + ".mustache"))).compile(resource("page.html.mustache"));

    private static final int PHOTO = 192;

    /** What HTML cannot hold, but for line breaks. */
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cc}\\p{Cs}\\x{FFFE}\\x{FFFF}&&[^\\n]]");

    /** Characters that turn the direction of the text behind them, beyond its own words. */
    private static final Pattern TURNS = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

    private static final Pattern LETTER = Pattern.compile("\\X");
    private static final int MOST_TITLE = 70;
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    /**
     * A tweet that the bot wrote.
     *
     * @param prompt the words it was given; empty if there were none
     * @param text the whole tweet
     */
    public record Words(String prompt, String text) {}

    /**
     * How a bot was made.
     *
     * @param figures the four figures of each face, in the same order, or of all of them together
     * @param baseModel the name of the model that was fine-tuned
     * @param training its training, if there is a record of it
     */
    public record Making(List<Figures> figures, String baseModel, Optional<Training> training) {}

    /**
     * The training of a bot.
     *
     * @param steps how many steps it had
     * @param started when it began
     * @param duration how long it took
     * @param loss the loss at the end of it, in nats per token, with a word on what it is the mean of, if a step was taken
     */
    public record Training(int steps, Instant started, Duration duration, Optional<String> loss) {}

    /** Copies the lists. */
    public BotPage {
        faces = List.copyOf(faces);
        tweets = List.copyOf(tweets);
        charts = List.copyOf(charts);
    }

    /**
     * Checks the name of a file for a page, before anything is computed for it.
     *
     * @param file the file
     * @throws IllegalArgumentException if the name ends with neither {@code .html} nor {@code .htm}
     */
    public static void requireName(Path file) {
        String name = String.valueOf(file.getFileName());
        if (!name.toLowerCase(Locale.ROOT).matches("(?s).*\\.html?")) {
            throw new IllegalArgumentException("A page is saved as .html, and \"%s\" ends differently; write \"%s.html\"."
                    .formatted(file, name.replaceFirst("(?s)(.)\\.[^.]*$", "$1")));
        }
    }

    /**
     * Writes the page. Folders that are missing are made.
     *
     * @param file the file, which is replaced if it exists
     * @throws IllegalArgumentException if the name ends with neither {@code .html} nor {@code .htm}
     * @throws UncheckedIOException if the file cannot be written; an earlier file is then kept
     */
    public void save(Path file) {
        requireName(file);
        WholeFile.write("The page", file, html().getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the whole page} */
    public String html() {
        Map<String, Object> view = new HashMap<>();
        String kind = faces.size() > 1 ? "AI cyborg" : "AI bot";
        String names = faces.stream().map(face -> text(face.name())).collect(Collectors.joining(" & "));
        view.put("css", CSS);
        view.put("cssHash", Base64.getEncoder().encodeToString(sha256(CSS)));
        view.put("kind", kind);
        view.put("title", shortened(kind + (handles().isEmpty() ? ", " : " in the manner of ") + names));
        view.put("faces", IntStream.range(0, faces.size()).mapToObj(i -> face(faces.get(i), i > 0)).toList());
        view.put("whose", handles());
        view.put("language", language.orElse("und"));
        view.put("hasTweets", !tweets.isEmpty());
        view.put("tweets", IntStream.range(0, tweets.size()).mapToObj(i -> tweet(i + 1, tweets.get(i))).toList());
        view.put("hasPrompts", tweets.stream().anyMatch(tweet -> promptEnd(tweet) > 0));
        view.put("making", making.map(this::making).orElse(null));
        view.put("tables", report.stream().flatMap(about -> about.sections().stream()).map(BotPage::table).toList());
        view.put("remarks", report.stream().flatMap(about -> Stream.concat(
                about.stopping().map(Stopping::fact).stream(), about.remarks().stream())).map(BotPage::text).toList());
        view.put("hasReport", report.isPresent());
        view.put("hasCharts", !charts.isEmpty());
        view.put("charts",
                charts.stream().map(chart -> Map.of("title", text(chart.title()), "explanation", text(chart.subtitle()),
                        "drawing", chart.drawing())).toList());
        return TEMPLATE.execute(view);
    }

    private String handles() {
        return faces.stream().filter(face -> !face.handle().isEmpty()).map(face -> "@" + text(face.handle()))
                .collect(Collectors.joining(", "));
    }

    private static Map<String, Object> face(Face face, boolean follows) {
        Map<String, Object> view = new HashMap<>();
        view.put("follows", follows);
        view.put("name", text(face.name()));
        view.put("handle", text(face.handle()));
        view.put("initials", text(face.initials()));
        view.put("photo", face.square(PHOTO).map(BotPage::png).orElse(""));
        return view;
    }

    private static Map<String, Object> tweet(int number, Words tweet) {
        int end = promptEnd(tweet);
        return Map.of("number", number, "prompt", text(tweet.text().substring(0, end)),
                "rest", text(tweet.text().substring(end)), "isEmpty", tweet.text().isBlank(),
                "share", ShareLink.of(tweet.text().replaceAll("\\p{Cs}", "\uFFFD")).toString());
    }

    private static int promptEnd(Words tweet) {
        return tweet.text().startsWith(tweet.prompt()) ? tweet.prompt().stripTrailing().length() : 0;
    }

    private Map<String, Object> making(Making made) {
        Figures all = made.figures().stream().reduce(Figures::plus).orElse(new Figures(0, 0, 0, 0));
        boolean ofEach = made.figures().size() == faces.size() && faces.size() > 1;
        Map<String, Object> view = new HashMap<>();
        List<Map<String, String>> steps = new ArrayList<>(List.of(
                step(count(all.downloaded()),
                        "tweets were downloaded" + (handles().isEmpty() ? "." : ", all of " + handles() + ".")),
                step(count(all.retweets()), "were left out because somebody else wrote them."),
                step(count(all.shortTweets()), "were left out because they say too little."),
                step(count(all.kept()), "tweets were kept to learn from, without their links."),
                step(text(made.baseModel()), "is the language model that had already learned to write.")));
        made.training().ifPresent(training -> steps.add(step(count(training.steps()),
                "steps of training in %s made a %s of it, on %s%s.".formatted(Progress.words(training.duration()),
                        faces.size() > 1 ? "cyborg" : "bot", DAY.format(training.started().atZone(ZoneOffset.UTC)),
                        training.loss().map(loss -> "; the loss at the end is " + text(loss)).orElse("")))));
        view.put("steps", steps);
        List<String> heads = ofEach ? faces.stream().map(face -> "@" + face.handle()).toList() : List.of("Tweets");
        List<Figures> columns = ofEach ? made.figures() : List.of(all);
        view.put("table", table("The four figures", heads, List.of(
                row("Tweets downloaded", columns, Figures::downloaded),
                row("Retweets", columns, Figures::retweets),
                row("Short tweets", columns, Figures::shortTweets),
                row("Tweets kept", columns, Figures::kept))));
        return view;
    }

    private static Map<String, Object> table(Report.Section section) {
        return table(section.title(), section.columns().subList(1, section.columns().size()), section.rows());
    }

    /** {@return a table whose rows begin with their labels} */
    private static Map<String, Object> table(String title, List<String> heads, List<List<String>> rows) {
        return Map.of("title", text(title), "heads", heads.stream().map(BotPage::text).toList(),
                "rows", rows.stream().map(row -> Map.of("label", text(row.get(0)),
                        "values", row.subList(1, row.size()).stream().map(BotPage::text).toList())).toList());
    }

    private static Map<String, String> step(String figure, String text) {
        return Map.of("figure", figure, "text", text);
    }

    private static List<String> row(String label, List<Figures> columns, ToIntFunction<Figures> figure) {
        return Stream.concat(Stream.of(label), columns.stream().map(each -> count(figure.applyAsInt(each)))).toList();
    }

    private static String count(int number) {
        return English.format("%,d", number);
    }

    /** {@return a text as the page can show it: only its line breaks have a meaning, and nothing in it turns the text behind it} */
    private static String text(String text) {
        return TURNS.matcher(NO_TEXT.matcher(LINE_BREAK.matcher(text).replaceAll("\n")).replaceAll("\uFFFD")).replaceAll("");
    }

    /** {@return a title that a list of open pages has room for} */
    private static String shortened(String title) {
        Matcher letter = LETTER.matcher(title);
        int end = 0;
        while (letter.find() && letter.end() < MOST_TITLE) {
            end = letter.end();
        }
        return title.length() <= MOST_TITLE ? title : title.substring(0, end) + "…";
    }

    private static String png(BufferedImage photo) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(photo, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(out.toByteArray());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream file = BotPage.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The template " + name + " of pages cannot be read", e);
        }
    }
}

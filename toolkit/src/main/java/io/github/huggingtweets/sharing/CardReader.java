package io.github.huggingtweets.sharing;

import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.sharing.ModelCard.Link;
import io.github.huggingtweets.sharing.ModelCard.Place;
import io.github.huggingtweets.sharing.ModelCard.Source;
import io.github.huggingtweets.sharing.ModelCard.Training;
import io.github.huggingtweets.sources.Author;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Reads model cards. The header, which is HTML, tells kind, names, handles and pictures; tables tell the rest.
 *
 * <p>Published cards have two layouts. In the older one, the header's first line is the name with "🤖 AI Bot" behind it, and the
 * second one is the handle with "bot" behind it. In the newer one, the lines are "🤖 AI BOT 🤖" or "🤖 AI CYBORG 🤖", the names
 * joined by {@code &}, and the handles joined by hyphens, which handles of X do not have. Cards of this toolkit have the lines of
 * the newer one, with an element for each name and handle.
 */
final class CardReader {

    private static final int LARGEST = 1 << 20;

    private static final Pattern FRONT_MATTER =
            Pattern.compile("\\A---[ \\t]*\\R(.*?)^---[ \\t]*$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern SCALAR = Pattern.compile("^(\\w+):(.*)$", Pattern.MULTILINE);
    private static final Pattern SECTION = Pattern.compile("(?m)^#");
    private static final Pattern KIND = Pattern.compile("(?:\\S+ )?AI (BOT|CYBORG)(?: \\S+)?");
    private static final Pattern OLD_KIND = Pattern.compile("(.*)\\bAI Bot");
    private static final Pattern OLD_HANDLE = Pattern.compile("@(.*) bot");

    /** The robot, or what an unknown encoding left of it. */
    private static final Pattern ROBOT = Pattern.compile("(?:^|\\s)[^\\s\\w]+$");

    private static final Pattern BACKGROUND = Pattern.compile("background-image:\\s*url\\(['\"]?([^'\")]*)");
    private static final Pattern COUNT = Pattern.compile("\\d+|\\d{1,3}(,\\d{3})+");
    private static final Pattern RULE = Pattern.compile("[|\\s:-]+");

    private static final Pattern CELL_LINK = Pattern.compile("\\[(.*)\\]\\(https://huggingface\\.co/[^()]*\\)");
    private static final Pattern MODEL_LINK =
            Pattern.compile("\\]\\(https://huggingface\\.co/([A-Za-z0-9][\\w.-]*(?:/[\\w.-]+)?)\\)");
    private static final Pattern LISTED_RUN = Pattern.compile("(?m)^- \\[(.*)\\]\\(<([^<>\\s]+)>\\)$");
    private static final Pattern PUBLISHED_RUN = Pattern.compile("\\[([^\\[\\]]*)\\]\\((https?://[^()\\s]+/runs/[^()\\s]+)\\)");
    private static final Pattern REPOSITORY = Pattern.compile("model=(['\"])(\\w[\\w.-]*/\\w[\\w.-]*)\\1");
    private static final Pattern PIPELINE = Pattern.compile("(?m)^!\\[.*\\]\\(([\\w-][\\w.-]*)\\)$");

    private final Path file;
    private final String body;
    private final Map<String, String> frontMatter = new LinkedHashMap<>();
    private final List<List<List<String>>> tables;

    private CardReader(Path file, String text) {
        this.file = file;
        Matcher front = FRONT_MATTER.matcher(text);
        boolean hasFront = front.find();
        this.body = hasFront ? text.substring(front.end()) : text;
        if (hasFront) {
            SCALAR.matcher(front.group(1)).results()
                    .forEach(line -> frontMatter.putIfAbsent(line.group(1), unquoted(line.group(2).strip())));
        }
        this.tables = tables(body);
    }

    static ModelCard read(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve(ModelCard.FILE) : path;
        byte[] bytes = bytes(file);
        List<String> remarks = new ArrayList<>();
        String encoded = text(file, bytes, remarks);
        Mojibake.Repaired repaired = Mojibake.repair(encoded);
        ModelCard card = new CardReader(file, repaired.text().replace("\r\n", "\n").replace('\r', '\n')).card();
        if (remarks.isEmpty() && card.markdown().equals(encoded)) {
            return card;
        }
        remarks.addAll(remarks(card.authors(), repaired.lost()));
        return new ModelCard(card.authors(), card.figures(), card.baseModel(), card.language(), card.training(),
                card.report(), card.runs(), card.place(), Optional.of(new Source(repaired.text(), remarks)));
    }

    // ------------------------------------------------------------------------------------------- the file

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw noCard(file, "it is larger than 1 MiB");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new CardException("There is no model card %s; check the path.".formatted(file), e);
        } catch (AccessDeniedException e) {
            throw new CardException("The model card %s cannot be read: access is denied; allow it and try again.".formatted(file),
                    e);
        } catch (IOException e) {
            throw new CardException("The model card %s cannot be read: %s.".formatted(file, e.getMessage()), e);
        }
    }

    private static String text(Path file, byte[] bytes, List<String> remarks) {
        boolean little = bytes.length > 1 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE;
        boolean big = bytes.length > 1 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF;
        Charset encoding = little ? StandardCharsets.UTF_16LE : big ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
        String text;
        try {
            text = encoding.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            text = Mojibake.western(bytes);
            remarks.add("The file is not UTF-8; it was read as Windows-1252.");
        }
        text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (text.indexOf('\0') >= 0) {
            throw noCard(file, "it is no text");
        }
        if (text.isBlank()) {
            throw noCard(file, "it is empty");
        }
        return text;
    }

    private static List<String> remarks(List<Author> authors, List<String> lost) {
        List<String> remarks = new ArrayList<>();
        for (Author author : authors) {
            if (lost.stream().anyMatch(author.name()::contains) || author.name().contains("\uFFFD")) {
                remarks.add(
                        ("The name \"%s\" is not the one that was published: it was saved in another encoding, which lost a part"
                                + " of its letters.").formatted(author.name()));
            }
        }
        if (remarks.isEmpty() && !lost.isEmpty()) {
            remarks.add(
                    "Some letters are not those that were published: the text was saved in another encoding, which lost them.");
        }
        return remarks;
    }

    // ------------------------------------------------------------------------------------------- the card

    private ModelCard card() {
        List<Figures> figures = figures(); // first, since they tell a card from other texts
        List<List<String>> facts = rows(CardText.TRAINING);
        boolean isFirst = !facts.isEmpty() && facts.get(0).get(0).equals(CardText.BASE_MODEL); // a fact may have its label, too
        Training training = new Training(texts(isFirst ? facts.subList(1, facts.size()) : facts),
                texts(rows(CardText.SETTING)), texts(rows(CardText.SOFTWARE)));
        String language = frontMatter.getOrDefault("language", "");
        return new ModelCard(authors(figures.size()), figures, isFirst ? baseModel(facts.get(0).get(1)) : baseModel(),
                ModelCard.isLanguage(language) ? language : ModelCard.ENGLISH, training, texts(rows(CardText.REPORT)), runs(),
                place(),
                Optional.empty());
    }

    private List<Figures> figures() {
        List<List<String>> table = dataTable();
        List<String> downloaded = row(table, CardText.DOWNLOADED);
        List<Figures> figures = new ArrayList<>();
        for (int user = 1; user < downloaded.size(); user++) {
            int[] counts = new int[4];
            List<String> labels = List.of(CardText.DOWNLOADED, CardText.RETWEETS, CardText.SHORT_TWEETS, CardText.KEPT);
            for (int i = 0; i < counts.length; i++) {
                List<String> row = row(table, labels.get(i));
                if (row.size() != downloaded.size()) {
                    throw noCard("the rows of its table of tweets have different lengths");
                }
                counts[i] = count(row.get(user), labels.get(i));
            }
            if (counts[0] != (long) counts[1] + counts[2] + counts[3]) {
                throw noCard("%,d tweets cannot be %,d retweets, %,d short tweets and %,d kept"
                        .formatted(counts[0], counts[1], counts[2], counts[3]));
            }
            figures.add(new Figures(counts[0], counts[1], counts[2], counts[3]));
        }
        if (figures.isEmpty()) {
            throw noCard("its table of tweets has no numbers");
        }
        return figures;
    }

    private List<List<String>> dataTable() {
        return tables.stream().filter(table -> table.stream().anyMatch(row -> row.get(0).equals(CardText.DOWNLOADED))).findFirst()
                .orElseThrow(() -> noCard("it has no table with a row \"%s\"".formatted(CardText.DOWNLOADED)));
    }

    private List<String> row(List<List<String>> table, String label) {
        return table.stream().filter(row -> row.get(0).equals(label)).findFirst()
                .orElseThrow(() -> noCard("its table of tweets has no row \"%s\"".formatted(label)));
    }

    private int count(String cell, String label) {
        try {
            if (COUNT.matcher(cell).matches()) {
                return Integer.parseInt(cell.replace(",", ""));
            }
        } catch (NumberFormatException e) {
            // more tweets than anybody has
        }
        throw noCard("\"%s\" in its row \"%s\" is no number of tweets".formatted(shortened(cell), label));
    }

    private List<Author> authors(int columns) {
        Matcher section = SECTION.matcher(body);
        Document header = Jsoup.parseBodyFragment(section.find() ? body.substring(0, section.start()) : body);
        List<Element> pictures = header.select("[style*='50%']");
        List<Element> lines = header.select("div").stream()
                .filter(div -> div.children().stream().noneMatch(inside -> inside.nameIs("div") || inside.nameIs("img")))
                .filter(div -> !div.attr("style").contains("50%") && !div.wholeText().isBlank())
                .toList();
        for (int i = 0; i + 1 < lines.size(); i++) {
            String line = text(lines.get(i));
            Matcher old = OLD_KIND.matcher(line);
            if (old.matches()) {
                String name = ROBOT.matcher(old.group(1).strip()).replaceFirst("").strip();
                Matcher handle = OLD_HANDLE.matcher(text(lines.get(i + 1)));
                return authors(List.of(handle.matches() ? handle.group(1) : text(lines.get(i + 1))), List.of(name), pictures,
                        columns);
            }
            Matcher kind = KIND.matcher(line);
            if (kind.matches() && i + 2 < lines.size()) {
                List<String> handles = handles(lines.get(i + 2), kind.group(1).equals("CYBORG") || columns > 1);
                return authors(handles, names(lines.get(i + 1), handles), pictures, columns);
            }
        }
        throw noCard("its header names no user");
    }

    private List<Author> authors(List<String> handles, List<String> names, List<Element> pictures, int columns) {
        if (handles.isEmpty() || columns != 1 && columns != handles.size()) {
            throw noCard(
                    "it names %,d %s and has figures of %,d".formatted(handles.size(), handles.size() == 1 ? "user" : "users",
                            columns));
        }
        return IntStream.range(0, handles.size()).mapToObj(i -> new Author(handles.get(i), names.get(i),
                i < pictures.size() ? picture(pictures.get(i)) : Optional.empty())).toList();
    }

    private static List<String> handles(Element line, boolean several) {
        List<String> each = eachOf(line);
        if (!each.isEmpty()) {
            return each;
        }
        String all = text(line).replaceFirst("^@", "");
        return several ? Stream.of(all.split("-")).filter(handle -> !handle.isBlank()).toList() : List.of(all);
    }

    /** {@return the names in a line of the header; the heads of the table help where names have an ampersand} */
    private List<String> names(Element line, List<String> handles) {
        List<String> each = eachOf(line);
        if (each.size() == handles.size()) {
            return each;
        }
        String all = text(line);
        if (handles.size() == 1) {
            return List.of(all);
        }
        List<String> heads = dataTable().get(0);
        List<List<String>> candidates = Stream.of(heads.subList(1, heads.size()), Arrays.asList(all.split(" & ")))
                .filter(names -> names.size() == handles.size()).toList();
        return candidates.stream().filter(names -> String.join(" & ", names).equals(all)).findFirst()
                .or(() -> candidates.stream().findFirst())
                .orElseGet(() -> handles.stream().map(handle -> "@" + handle).toList());
    }

    /** {@return the texts of the elements in a line of a card of this toolkit} */
    private static List<String> eachOf(Element line) {
        return line.select("> span").stream().map(CardReader::text).toList();
    }

    private static String text(Element element) {
        return Markdown.oneLine(element.wholeText());
    }

    private static Optional<URI> picture(Element element) {
        Matcher background = BACKGROUND.matcher(element.attr("style"));
        return Author.pictureAt(element.hasAttr("src") ? element.attr("src") : background.find() ? background.group(1) : "");
    }

    private String baseModel() {
        return first(MODEL_LINK.matcher(section("Training procedure")).results().map(link -> link.group(1)))
                .or(() -> Optional.ofNullable(frontMatter.get("base_model")))
                .orElseThrow(() -> noCard("it does not tell which model was fine-tuned"));
    }

    private static String baseModel(String cell) {
        Matcher link = CELL_LINK.matcher(cell);
        return Markdown.unescape(link.matches() ? link.group(1) : cell);
    }

    private List<Link> runs() {
        Map<URI, Link> runs = new LinkedHashMap<>();
        Stream<String[]> listed = LISTED_RUN.matcher(section("Training procedure")).results()
                .map(link -> new String[] {Markdown.unescape(link.group(1)), link.group(2)});
        Stream<String[]> published = PUBLISHED_RUN.matcher(body).results()
                .map(link -> new String[] {link.group(1), link.group(2)});
        Stream.concat(listed, published).forEach(link -> Author.pictureAt(link[1]).filter(address -> address.getHost() != null)
                .ifPresent(address -> runs.putIfAbsent(address, new Link(link[0], address))));
        return List.copyOf(runs.values());
    }

    private Place place() {
        Optional<String> repository = first(REPOSITORY.matcher(body).results().map(match -> match.group(2)));
        Place place = new Place(repository, Optional.empty(), first(PIPELINE.matcher(section("How it works")).results()
                .map(match -> match.group(1))));
        String thumbnail = frontMatter.getOrDefault("thumbnail", "");
        String files = CardText.filesOn(place).orElse("");
        String name = !files.isEmpty() && thumbnail.startsWith(files) ? thumbnail.substring(files.length()) : thumbnail;
        try {
            return new Place(repository, Optional.of(name), place.pipeline());
        } catch (IllegalArgumentException e) {
            return place;
        }
    }

    private static Optional<String> first(Stream<String> found) {
        return found.findFirst();
    }

    // ------------------------------------------------------------------------------------------- its Markdown

    private String section(String title) {
        Matcher section = Pattern.compile("(?ms)^## " + title + "$(.*?)(?=^## |\\z)").matcher(body);
        return section.find() ? section.group(1) : "";
    }

    /** {@return all tables, each as its rows with the row of heads first} */
    private static List<List<List<String>>> tables(String text) {
        List<List<List<String>>> tables = new ArrayList<>();
        List<List<String>> table = List.of();
        boolean afterHeads = false;
        for (String line : text.lines().toList()) {
            List<String> cells = Markdown.cells(line);
            if (cells.isEmpty()) {
                table = List.of();
            } else {
                if (table.isEmpty()) {
                    table = new ArrayList<>();
                    tables.add(table);
                    table.add(cells);
                    afterHeads = true;
                } else if (afterHeads && RULE.matcher(line).matches()) {
                    afterHeads = false;
                } else {
                    table.add(cells);
                }
            }
        }
        return tables;
    }

    /** {@return the rows of the table whose first head is this one, as they are written; none if there is no such table} */
    private List<List<String>> rows(String head) {
        return tables.stream().filter(table -> table.get(0).get(0).equals(head)).findFirst().stream()
                .flatMap(table -> table.stream().skip(1)).filter(row -> row.size() > 1).toList();
    }

    private static Map<String, String> texts(List<List<String>> rows) {
        Map<String, String> texts = new LinkedHashMap<>();
        rows.forEach(row -> texts.putIfAbsent(Markdown.unescape(row.get(0)), Markdown.unescape(row.get(1))));
        return texts;
    }

    private static String unquoted(String scalar) {
        return scalar.length() > 1 && scalar.startsWith("\"") && scalar.endsWith("\"")
                ? scalar.substring(1, scalar.length() - 1) : scalar;
    }

    // ------------------------------------------------------------------------------------------- what is wrong

    private CardException noCard(String reason) {
        return noCard(file, reason);
    }

    private static CardException noCard(Path file, String reason) {
        return new CardException("%s is not the model card of a bot: %s. Give the README.md of a bot of huggingtweets."
                .formatted(file, reason));
    }

    private static String shortened(String text) {
        String shown = text.replaceAll("[\\x00-\\x1F\\x7F-\\x9F]", " ");
        return shown.codePointCount(0, shown.length()) <= 40 ? shown : shown.substring(0, shown.offsetByCodePoints(0, 39)) + "…";
    }
}

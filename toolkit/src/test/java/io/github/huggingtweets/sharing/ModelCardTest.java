package io.github.huggingtweets.sharing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.sources.Author;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.yaml.snakeyaml.Yaml;

/** Cards are read back with a YAML parser, a CommonMark parser and an XML parser, none of which the toolkit uses itself. */
class ModelCardTest {

    private static final Author ADA = new Author("@Ada_L", "Ada",
            Optional.of(URI.create("https://pictures.example/ada.jpg?a=1&b=2")));
    private static final Author BOB = new Author("bob", "Bob", Optional.empty());
    private static final Figures MANY = new Figures(12470, 1390, 2760, 8320);
    private static final Figures FEW = new Figures(100, 1, 9, 90);

    @Test
    void hasTheFrontMatterThatTheHubReads() {
        Map<String, Object> frontMatter = frontMatter(card(List.of(ADA), List.of(MANY), "gpt2"));

        assertEquals("en", frontMatter.get("language"));
        assertEquals(List.of("huggingtweets"), frontMatter.get("tags"));
        assertEquals(List.of(Map.of("text", "My dream is")), frontMatter.get("widget"));
        assertEquals("text-generation", frontMatter.get("pipeline_tag"));
        assertEquals("transformers", frontMatter.get("library_name"));
        assertEquals("gpt2", frontMatter.get("base_model"));
    }

    @Test
    void linksABaseModelOnTheHubWithoutItsRevision() {
        String card = card(List.of(ADA), List.of(MANY), "huggingtweets/kirsten3531@v1");

        assertEquals("huggingtweets/kirsten3531", frontMatter(card).get("base_model"));
        assertTrue(card.contains("(https://huggingface.co/huggingtweets/kirsten3531)"), card);
    }

    @Test
    void linksNoBaseModelThatIsNotOnTheHub() {
        String card = card(List.of(ADA), List.of(MANY), "nano");

        assertFalse(frontMatter(card).containsKey("base_model"));
        assertTrue(text(card).contains("The base model is nano, the small GPT-2 that comes with HuggingTweets for Java."));
        assertEquals(List.of("https://github.com/borisdayma/huggingtweets"), links(card));
    }

    @Test
    void declaresTheLanguageIfKnown() {
        ModelCard spanish = new ModelCard(List.of(ADA), List.of(MANY), "gpt2", Map.of(), Optional.empty(),
                OptionalDouble.empty(), OptionalDouble.empty(), Instant.EPOCH, Duration.ZERO, Map.of(), Optional.of("es"));

        assertEquals("es", frontMatter(spanish.markdown()).get("language"));
    }

    @Test
    void hasTheFourFiguresWithThousandsSeparators() {
        List<List<String>> rows = table(card(List.of(ADA), List.of(MANY), "gpt2"), "Data");

        assertEquals(List.of(
                List.of("Data", "Ada"),
                List.of("Tweets downloaded", "12,470"),
                List.of("Retweets", "1,390"),
                List.of("Short tweets", "2,760"),
                List.of("Tweets kept", "8,320")), rows);
    }

    @Test
    void hasAColumnForEachUser() {
        List<List<String>> rows = table(card(List.of(ADA, BOB), List.of(MANY, FEW), "gpt2"), "Data");

        assertEquals(List.of("Data", "Ada", "Bob"), rows.get(0));
        assertEquals(List.of("Tweets kept", "8,320", "90"), rows.get(4));
    }

    @Test
    void putsJointFiguresIntoOneColumn() {
        List<List<String>> rows = table(card(List.of(ADA, BOB), List.of(MANY), "gpt2"), "Data");

        assertEquals(List.of("Data", "Ada & Bob"), rows.get(0));
        assertEquals(List.of("Tweets downloaded", "12,470"), rows.get(1));
    }

    @Test
    void namesOneAuthorABotAndSeveralACyborg() {
        assertTrue(header(card(List.of(ADA), List.of(MANY), "gpt2")).getTextContent().contains("AI BOT"));
        assertTrue(header(card(List.of(ADA, BOB), List.of(MANY), "gpt2")).getTextContent().contains("AI CYBORG"));
    }

    @Test
    void showsPicturesNamesAndHandlesInTheHeader() {
        Element header = header(card(List.of(ADA, BOB), List.of(MANY), "gpt2"));

        assertEquals(1, header.getElementsByTagName("img").getLength());
        assertEquals("https://pictures.example/ada.jpg?a=1&b=2",
                ((Element) header.getElementsByTagName("img").item(0)).getAttribute("src"));
        assertTrue(header.getTextContent().contains("Ada & Bob"));
        assertTrue(header.getTextContent().contains("@ada_l · @bob"));
    }

    @Test
    void showsInitialsForAPictureThatIsNotOnTheWeb() {
        Author local = new Author("me", "🌵 ana maría  López", Optional.of(URI.create("file:///home/me/secret.jpg")));
        String card = card(List.of(local), List.of(MANY), "gpt2");

        assertEquals(0, header(card).getElementsByTagName("img").getLength());
        assertTrue(header(card).getTextContent().contains("AM"));
        assertFalse(card.contains("secret"));
    }

    @Test
    void callsAUserWithoutADisplayNameByTheHandle() {
        String card = card(List.of(new Author("_somebody_", " \n", Optional.empty())), List.of(MANY), "gpt2");

        assertEquals(List.of("Data", "@_somebody_"), table(card, "Data").get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\"Bobby\" <b>: #1 & co",
        "'); DROP TABLE | users; -- |",
        "*stars* _lines_ `code` ~~gone~~ [link](http://evil.example) ![x](y) https://evil.example",
        "<script>alert(1)</script></div></div>",
        "&amp; &lt;b&gt; \\| \\\\ \\",
        "🤖👩‍👩‍👧 さくら \uD835\uDD6D ‮gnol a",
        "---",
        "{{name}} {{{x}}} {{#a}}",
    })
    void escapesDisplayNames(String name) {
        String card = card(List.of(new Author("x", name, Optional.empty()), BOB), List.of(MANY, FEW), "gpt2");

        assertEquals("en", frontMatter(card).get("language"));
        assertTrue(header(card).getTextContent().contains(name + " & Bob"));
        assertEquals(List.of("Data", name, "Bob"), table(card, "Data").get(0));
        assertTrue(text(card).contains("The model was trained on tweets of " + name + " & Bob."));
        assertEquals(links(card(List.of(ADA), List.of(MANY), "gpt2")), links(card), "no link comes from a name");
        assertEquals(0, htmlOutsideTheHeader(card));
    }

    @Test
    void joinsTheLinesOfADisplayName() {
        String card = card(List.of(new Author("x", "two\n\nlines\u0085here", Optional.empty())), List.of(MANY), "gpt2");

        assertEquals(List.of("Data", "two lines here"), table(card, "Data").get(0));
        assertTrue(header(card).getTextContent().contains("two lines here"));
    }

    @Test
    void listsTheSettingsInTheirOrder() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("learningRate", 1.372e-4);
        settings.put("epochs", 4);
        settings.put("epsilon", 1e-8);
        settings.put("dropout", 0.1f);
        settings.put("maximum gradient norm", 1.0);
        settings.put("seed", 9_007_199_254_740_993L);
        settings.put("sche|dule", "co*s*ine");
        String card = new ModelCard(List.of(ADA), List.of(MANY), "gpt2", settings, Optional.empty(), OptionalDouble.empty(),
                OptionalDouble.empty(), Instant.EPOCH, Duration.ZERO, Map.of(), Optional.empty()).markdown();

        assertEquals(List.of(
                List.of("Setting", "Value"),
                List.of("learningRate", "1.372e-4"),
                List.of("epochs", "4"),
                List.of("epsilon", "1e-8"),
                List.of("dropout", "0.1"),
                List.of("maximum gradient norm", "1"),
                List.of("seed", "9007199254740993"),
                List.of("sche|dule", "co*s*ine")), table(card, "Setting"));
    }

    @Test
    void namesThePerplexityIfTweetsWereHeldOut() {
        ModelCard measured = new ModelCard(List.of(ADA), List.of(MANY), "gpt2", Map.of(), Optional.empty(),
                OptionalDouble.of(1234.56), OptionalDouble.of(41.2049), Instant.EPOCH, Duration.ZERO, Map.of(), Optional.empty());

        assertTrue(text(measured.markdown()).contains("1235 before the training, 41.20 after it."));
        assertFalse(text(card(List.of(ADA), List.of(MANY), "gpt2")).contains("Perplexity"));
    }

    @Test
    void namesTheLossWithWhatItIsTheMeanOf() {
        assertTrue(text(card(List.of(ADA), List.of(MANY), "gpt2"))
                .contains("Loss at the end of the training, in nats per token: 2.170, mean of the last 20 steps."));
    }

    @Test
    void namesTheDayTheTimeTheVersionsAndTheRunFile() {
        String text = text(card(List.of(ADA), List.of(MANY), "gpt2"));

        assertTrue(text.contains("fine-tuned on 2026-02-28, in 3 min 16 s, with"), "the day in UTC");
        assertTrue(text.contains("(toolkit 0.1.0, PyTorch 2.7.1)"));
        assertTrue(text.contains("run.json"));
    }

    @Test
    void showsHowToUseTheBotInPythonAndJava() {
        List<FencedCodeBlock> samples = new ArrayList<>();
        parse(card(List.of(ADA), List.of(MANY), "gpt2")).accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock code) {
                samples.add(code);
            }
        });

        assertEquals(List.of("python", "java"), samples.stream().map(FencedCodeBlock::getInfo).toList());
        assertTrue(samples.get(0).getLiteral().contains("pipeline(\"text-generation\", model="));
        assertTrue(samples.get(0).getLiteral().contains("generator(\"My dream is\", prefix=\"<|endoftext|>\","));
        assertTrue(samples.get(1).getLiteral().contains("Bot.load(Path.of("));
        assertTrue(samples.get(1).getLiteral().contains(".generate(\"My dream is\", 10)"));
    }

    @Test
    void refusesFactsThatDoNotFit() {
        assertThrows(IllegalArgumentException.class, () -> card(List.of(), List.of(MANY), "gpt2"));
        assertThrows(IllegalArgumentException.class, () -> card(List.of(ADA), List.of(MANY, FEW), "gpt2"));
        assertThrows(IllegalArgumentException.class, () -> new ModelCard(List.of(ADA), List.of(MANY), "gpt2", Map.of(),
                Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), Instant.EPOCH, Duration.ZERO, Map.of(),
                Optional.of("English\ntags: no")));
    }

    private static String card(List<Author> authors, List<Figures> figures, String baseModel) {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("toolkit", "0.1.0");
        versions.put("PyTorch", "2.7.1");
        return new ModelCard(authors, figures, baseModel, Map.of("epochs", 4),
                Optional.of("2.170, mean of the last 20 steps"), OptionalDouble.empty(), OptionalDouble.empty(),
                Instant.parse("2026-02-28T23:59:59Z"), Duration.ofMillis(196_400), versions, Optional.empty()).markdown();
    }

    private static Map<String, Object> frontMatter(String card) {
        assertTrue(card.startsWith("---\n"));
        return new Yaml().load(card.substring(4, card.indexOf("\n---\n")));
    }

    private static Node parse(String card) {
        String body = card.substring(card.indexOf("\n---\n") + 5);
        return Parser.builder().extensions(List.of(TablesExtension.create())).build().parse(body);
    }

    private static String literals(Node node) {
        StringBuilder literals = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                literals.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                literals.append(code.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak lineBreak) {
                literals.append(' ');
            }
        });
        return literals.toString();
    }

    private static String text(String card) {
        List<String> paragraphs = new ArrayList<>();
        parse(card).accept(new AbstractVisitor() {
            @Override
            public void visit(Paragraph paragraph) {
                paragraphs.add(literals(paragraph));
            }
        });
        return String.join("\n", paragraphs);
    }

    /** The HTML block at the top, which must be well-formed enough for an XML parser. */
    private static Element header(String card) {
        HtmlBlock block = (HtmlBlock) parse(card).getFirstChild();
        try {
            Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new InputSource(new StringReader(block.getLiteral())));
            return document.getDocumentElement();
        } catch (Exception e) {
            throw new AssertionError("The header is not well-formed:\n" + block.getLiteral(), e);
        }
    }

    private static List<List<String>> table(String card, String firstHead) {
        List<List<String>> rows = new ArrayList<>();
        parse(card).accept(new AbstractVisitor() {
            @Override
            public void visit(CustomNode node) {
                if (node instanceof TableRow) {
                    List<String> cells = new ArrayList<>();
                    for (Node cell = node.getFirstChild(); cell instanceof TableCell; cell = cell.getNext()) {
                        cells.add(literals(cell));
                    }
                    rows.add(cells);
                }
                visitChildren(node);
            }
        });
        int from = rows.indexOf(rows.stream().filter(row -> row.get(0).equals(firstHead)).findFirst().orElseThrow());
        int to = from + 1;
        while (to < rows.size() && !rows.get(to).get(0).equals("Setting")) {
            to++;
        }
        return rows.subList(from, to);
    }

    private static List<String> links(String card) {
        List<String> links = new ArrayList<>();
        parse(card).accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                links.add(link.getDestination());
                visitChildren(link);
            }
        });
        return links;
    }

    private static int htmlOutsideTheHeader(String card) {
        int[] found = {-1};
        parse(card).accept(new AbstractVisitor() {
            @Override
            public void visit(HtmlBlock block) {
                found[0]++;
            }

            @Override
            public void visit(HtmlInline inline) {
                found[0]++;
            }
        });
        return found[0];
    }
}

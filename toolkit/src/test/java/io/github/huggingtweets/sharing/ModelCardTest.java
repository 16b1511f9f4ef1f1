package io.github.huggingtweets.sharing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.sources.Author;
import java.io.StringReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.commonmark.node.Image;
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
        assertEquals("finetune", frontMatter.get("base_model_relation"));
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
        assertEquals(List.of("Base model", "nano"), table(card, "Training").get(1));
        assertTrue(text(card).contains("The base model nano is the small GPT-2 that comes with HuggingTweets for Java."));
        assertEquals(List.of("https://github.com/borisdayma/huggingtweets"), links(card));
    }

    @Test
    void declaresTheLanguageIfKnown() {
        ModelCard spanish = ModelCard.of(List.of(ADA), List.of(MANY), "gpt2").language("es");

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
        "🤖👩‍👩‍👧 さくら \uD835\uDD6D",
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
    void listsFactsSettingsVersionsAndReportInTheirOrder() {
        ModelCard card = ModelCard.of(List.of(ADA), List.of(MANY), "gpt2").training(new ModelCard.Training(
                inOrder("Day", "2026-02-28", "Loss", "2.170, mean of the last 20 steps"),
                inOrder("learning rate", "1.372e-4", "epochs", "4", "sche|dule", "co*s*ine"),
                inOrder("toolkit", "0.1.0", "PyTorch", "2.7.1")))
                .report(inOrder("Bits per byte", "1.31", "Advice", "Fewer epochs would help."));
        String text = card.markdown();

        assertEquals(List.of(List.of("Training", ""), List.of("Base model", "gpt2"), List.of("Day", "2026-02-28"),
                List.of("Loss", "2.170, mean of the last 20 steps")), table(text, "Training"));
        assertEquals(List.of(List.of("Software", "Version"), List.of("toolkit", "0.1.0"), List.of("PyTorch", "2.7.1")),
                table(text, "Software"));
        assertEquals(List.of(List.of("Measured", ""), List.of("Bits per byte", "1.31"),
                List.of("Advice", "Fewer epochs would help.")), table(text, "Measured"));

        assertEquals(List.of(
                List.of("Setting", "Value"),
                List.of("learning rate", "1.372e-4"),
                List.of("epochs", "4"),
                List.of("sche|dule", "co*s*ine")), table(text, "Setting"));
    }

    @Test
    void hasNoHeadingWithoutContent() {
        String card = card(List.of(ADA), List.of(MANY), "gpt2");

        assertTrue(card.contains("run.json"), card);
        for (String absent : List.of("Measured", "Setting", "Software", "other places", "![", "thumbnail")) {
            assertFalse(card.contains(absent), absent);
        }
    }

    @Test
    void linksThePlacesWhereTheTrainingIsRecorded() {
        String card = ModelCard.of(List.of(ADA), List.of(MANY), "nano").runs(List.of(
                new ModelCard.Link("MLflow", URI.create("http://me:secret@127.0.0.1:5000/#/runs/1_(2)")),
                new ModelCard.Link("W&B [x]", URI.create("https://wandb.ai/me/p/runs/ab")))).markdown();

        assertEquals(List.of("http://127.0.0.1:5000/#/runs/1_(2)", "https://wandb.ai/me/p/runs/ab",
                "https://github.com/borisdayma/huggingtweets"), links(card));
        assertFalse(card.contains("secret"), card);
    }

    @Test
    void refusesALinkThatRunsAScript() {
        for (String address : List.of("javascript:alert(1)", "file:///home/me", "https:x", "runs/1")) {
            assertThrows(IllegalArgumentException.class, () -> new ModelCard.Link("run", URI.create(address)), address);
        }
    }

    @Test
    void namesTheBotOnTheHubAndGivesTheAddressOfItsThumbnail() {
        ModelCard card = ModelCard.of(List.of(ADA), List.of(MANY), "nano").place(new ModelCard.Place(
                Optional.of("me/my-bot"), Optional.of("predictions.png"), Optional.of("pipeline.png")));
        String text = card.markdown();

        assertEquals("https://huggingface.co/me/my-bot/resolve/main/predictions.png", frontMatter(text).get("thumbnail"));
        assertTrue(text.contains("model=\"me/my-bot\""), text);
        assertTrue(text.contains("Bot.load(\"me/my-bot\")"), text);
        assertFalse(text.contains("path/to"), text);
    }

    @Test
    void describesThePictureOfThePipelineInWords() {
        ModelCard card = ModelCard.of(List.of(ADA, BOB), List.of(MANY, FEW), "gpt2").training(new ModelCard.Training(
                inOrder("Tokens", "61,440", "Blocks", "60 blocks of 1,024 tokens", "Steps", "60", "Loss",
                        "2.170, mean of the last 20 steps, in nats per token"),
                Map.of(),
                Map.of())).place(new ModelCard.Place(Optional.empty(), Optional.empty(), Optional.of("pipeline.png")));
        List<String> shown = new ArrayList<>();
        parse(card.markdown()).accept(new AbstractVisitor() {
            @Override
            public void visit(Image image) {
                shown.add(image.getDestination() + ": " + literals(image));
            }
        });

        assertEquals(List.of("pipeline.png: The steps from tweets to this bot. Download: 12,570 tweets of @ada_l & @bob;"
                + " Clean: 8,410 kept; 1,391 retweets and 2,769 short tweets left out;"
                + " Cut into tokens: 61,440 tokens, cut into 60 blocks of 1,024 tokens;"
                + " Fine-tune gpt2: 2.170 loss after 60 steps, mean of the last 20 steps; Write: AI cyborg in the manner of Ada & Bob."),
                shown);
        String picture = card.pipeline().toString();
        assertEquals(
                "From 12,570 tweets to a bot: How the bot in the manner of Ada & Bob was made, and what came out of each step",
                picture);
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
        assertTrue(samples.get(1).getLiteral().contains("Bot.load(\"path/to/this/folder\")"));
        assertTrue(samples.get(1).getLiteral().contains(".generate(\"My dream is\", 10)"));
    }

    @Test
    void refusesFactsThatDoNotFit() {
        assertThrows(IllegalArgumentException.class, () -> card(List.of(), List.of(MANY), "gpt2"));
        assertThrows(IllegalArgumentException.class, () -> card(List.of(ADA), List.of(MANY, FEW), "gpt2"));
        assertThrows(IllegalArgumentException.class,
                () -> ModelCard.of(List.of(ADA), List.of(MANY), "gpt2").language("English\ntags: no"));
        for (String name : List.of("me", "../me", "me/my bot", "me/my-bot\n")) {
            assertThrows(IllegalArgumentException.class,
                    () -> new ModelCard.Place(Optional.of(name), Optional.empty(), Optional.empty()), name);
        }
        for (String name : List.of("../x.png", "a\"b.png", "javascript:x", "")) {
            assertThrows(IllegalArgumentException.class,
                    () -> new ModelCard.Place(Optional.empty(), Optional.of(name), Optional.empty()), name);
            assertThrows(IllegalArgumentException.class,
                    () -> new ModelCard.Place(Optional.empty(), Optional.empty(), Optional.of(name)), name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"\ntags: [x]", "/home/me/models/gpt2", "me/x: y", "<script>", "a|b", "[x](http://evil.example)",
        "null",
        "me/gpt2\"", "-", "{a}"})
    void escapesTheNameOfABaseModel(String name) {
        String card = card(List.of(ADA), List.of(MANY), name);

        assertEquals(frontMatter(card(List.of(ADA), List.of(MANY), "nano")), frontMatter(card));
        assertEquals(List.of("Base model", name.replace('\n', ' ')), table(card, "Training").get(1));
        assertEquals(links(card(List.of(ADA), List.of(MANY), "nano")), links(card));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "עדה", "‮gnol a", "👩‍👩‍👧", "a\u0000\u0085\uD800b", "<script>",
        "one very long name that does not end"})
    void drawsThePipelineOfAnyText(String text) throws Exception {
        ModelCard card = ModelCard.of(Collections.nCopies(3, new Author(text, text, Optional.empty())), List.of(MANY), text)
                .training(new ModelCard.Training(inOrder("Tokens", text, "Blocks", text, "Steps", text, "Loss", text), Map.of(),
                        Map.of()));
        Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(card.pipeline().svg())));

        assertEquals(0, svg.getElementsByTagName("script").getLength());
        assertTrue(svg.getElementsByTagName("path").getLength() > 20, "boxes, arrows and letters");
    }

    /** GitHub makes links of these in the text that is left when escapes are removed. */
    @ParameterizedTest
    @ValueSource(strings = {"see https://evil.example", "www.evil.example", "me@evil.example", "WWW.evil.example"})
    void keepsBareLinksOfANameApart(String name) {
        parse(card(List.of(new Author("x", name, Optional.empty())), List.of(MANY), "gpt2")).accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                assertFalse(text.getLiteral().matches(".*(://|(?i:www)\\.|\\w@\\w).*"), text.getLiteral());
            }
        });
    }

    private static Map<String, String> inOrder(String... labelsAndTexts) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < labelsAndTexts.length; i += 2) {
            texts.put(labelsAndTexts[i], labelsAndTexts[i + 1]);
        }
        return texts;
    }

    private static String card(List<Author> authors, List<Figures> figures, String baseModel) {
        return ModelCard.of(authors, figures, baseModel).markdown();
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
        while (to < rows.size() && !List.of("Setting", "Training", "Measured", "Software").contains(rows.get(to).get(0))) {
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
                found[0] += inline.getLiteral().equals("<!-- -->") ? 0 : 1;
            }
        });
        return found[0];
    }
}

package io.github.huggingtweets.sharing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.sharing.PublishedCard.User;
import io.github.huggingtweets.sources.Author;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a renderer of Markdown and a parser of HTML make of the cards of strangers. */
class StrangersMarkdownTest {

    private static final Set<String> HARMLESS =
            Set.of("html", "head", "body", "div", "span", "p", "b", "strong", "i", "em", "br", "hr",
                    "h1", "h2", "h3", "h4", "h5", "h6", "center", "table", "thead", "tbody", "tr", "td", "th", "ul", "ol", "li",
                    "code", "pre",
                    "sub", "sup", "img", "a", "blockquote");

    /** Asserts that nothing in a text runs, loads another page, or covers the page. */
    static void assertHarmless(String markdown) {
        List<TablesExtension> tables = List.of((TablesExtension) TablesExtension.create());
        String html = HtmlRenderer.builder().extensions(tables).build()
                .render(Parser.builder().extensions(tables).build().parse(markdown));
        for (Element element : Jsoup.parse(html).getAllElements()) {
            assertTrue(HARMLESS.contains(element.normalName()) || element.normalName().equals("#root"), html);
            for (Attribute attribute : element.attributes()) {
                String name = attribute.getKey().toLowerCase(Locale.ROOT);
                String value = attribute.getValue().toLowerCase(Locale.ROOT);
                assertTrue(!name.startsWith("on"), html);
                assertTrue(!Set.of("src", "href").contains(name) || value.matches("(?s)(https?://|#).*|[\\w./-]*"), html);
                assertTrue(!name.equals("style") || !value.contains("position:"), html);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<script>alert(1)</script>", "<SCRIPT\nsrc=x>", "a <b onclick=\"x()\">b</b>", "<img src=x onerror=alert(1)>",
        "<img src=\"https://x.example/\" onerror=\"x()\">", "<a href=\"javascript:x()\">x</a>", "[x](javascript:alert(1))",
        "[x]( javascript:alert(1))", "[x](<javascript:x>)", "[x](java&#115;cript:x)", "[x](javascript&colon;x)",
        "[x](\njavascript:x)",
        "[x][y]\n\n[y]: javascript:x", "> [x][y]\n>\n> [y]: javascript:x", "![x](javascript:x)", "![x](data:text/html,x)",
        "<javascript:alert(1)>", "<iframe src=\"https://x.example\"></iframe>", "<style>*{display:none}</style>",
        "<!-- --><svg/onload=x>",
        "<?php x ?>", "<![CDATA[x]]>", "<div style=\"position:fixed;inset:0\">", "<div style=\"posit\\69on:fixed\">",
        "<div style=\"&#112;osition:fixed\">", "```\n<script>x</script>\n```", "<div>\n```\n<script>x</script>\n```\n</div>",
        "    <script>x</script>", "<div\n\n<script>x</script>", "<form action=\"https://x.example\"><input></form>",
        "<base href=\"https://x\">",
        "<meta http-equiv=\"refresh\" content=\"0;url=https://x\">", "<object data=x>", "\\<script>x</script>",
        "<scr<script>ipt>x",
        "<div title=\"<script>x</script>\">", "<div title=\"a\"onclick=\"x()\">", "<a href='javascript:x'>x</a>",
        "<a/href=\"javascript:x\">"})
    void showsAsTextWhatIsNotHarmless(String text) {
        assertHarmless(StrangersMarkdown.safe(text));
        assertHarmless(StrangersMarkdown.safe("# Card\n\n- a\n  " + text + "\n\n| a |\n| --- |\n| " + text + " |\n"));
    }

    @Test
    void leavesPublishedCardsAsTheyAre() {
        User hen = new User("hen", "Hen", 20, 1, 2, 17);
        for (String card : List.of(PublishedCard.older(hen), PublishedCard.newer(List.of(hen, hen)))) {
            assertEquals(card, StrangersMarkdown.safe(card));
            assertHarmless(card);
        }
        String own = ModelCard.of(List.of(Author.named("a", "https://a.example")), List.of(new Figures(1, 0, 0, 1)), "gpt2")
                .markdown();
        assertEquals(own, StrangersMarkdown.safe(own));
    }

    @Test
    void leavesTheTokenThatSeparatesTweetsAsItIs() {
        assertEquals("`<|endoftext|>` a < b", StrangersMarkdown.safe("`<|endoftext|>` a < b"));
    }
}

package io.github.huggingtweets.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.huggingtweets.corpus.TweetCleaner;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reads the HTML of each kind of server. */
class PostTextTest {

    private static final String LONG_LINK = "<a href=\"https://www.example.org/2024/05/a-rather-long-article?a=1&amp;b=2\""
            + " target=\"_blank\" rel=\"nofollow noopener\" translate=\"no\"><span class=\"invisible\">https://www.</span>"
            + "<span class=\"ellipsis\">example.org/2024/05/a-rather-l</span>"
            + "<span class=\"invisible\">ong-article?a=1&amp;b=2</span></a>";

    private static String text(String html) {
        return PostText.of(html, Map.of());
    }

    @Test
    void keepsParagraphsAndLineBreaks() {
        assertEquals("One line\nand another\n\nNew paragraph", text("<p>One line<br />and another</p><p>New paragraph</p>"));
        assertEquals("One\ntwo", text("One<br>\ntwo"));
        assertEquals("apart\n\n\nfar", text("<p>apart<br><br><br>far</p>"));
        assertEquals("a b c", text("<p>  a\n  b <b> c</b> </p>\n"));
        assertEquals("un-broken", text("<p>un<b>-bro</b>ken</p>"));
        assertEquals("", text(""));
        assertEquals("", text("<p></p>"));
    }

    @Test
    void restoresTheHiddenPartsOfLinks() {
        assertEquals("Read https://www.example.org/2024/05/a-rather-long-article?a=1&b=2, please", text("<p>Read " + LONG_LINK
                + ", please</p>"));
    }

    @Test
    void keepsTheWordsOfLinks() {
        assertEquals("See my garden https://garden.example/ today", text("<p>See <a href=\"https://garden.example/\""
                + " rel=\"nofollow\">my garden</a> today</p>"), "GoToSocial, Markdown");
        assertEquals("http://example.org", text("<a href=\"http://example.org\" rel=\"ugc\">example.org</a>"), "Pleroma");
        assertEquals("https://xn--bcher-kva.example/%C3%A4", text(
                "<p><a href=\"https://xn--bcher-kva.example/%C3%A4\">https://bücher.example/ä</a></p>"));
        assertEquals("pip@example.org", text("<a href=\"mailto:pip@example.org\">pip@example.org</a>"));
    }

    @Test
    void namesTheServerOfMentionsElsewhere() {
        String html = "<p><span class=\"h-card\" translate=\"no\"><a href=\"https://far.example/@ann\" class=\"u-url mention\">@"
                + "<span>ann</span></a></span> and <span class=\"h-card\"><a href=\"https://here.example/@bo\""
                + " class=\"u-url mention\">@<span>bo</span></a></span>, hello</p>";

        assertEquals("@ann@far.example and @bo, hello",
                PostText.of(html, Map.of("https://far.example/@ann", "ann@far.example", "https://here.example/@bo", "bo")));
        assertEquals("@ann and @bo, hello", text(html), "where the server does not tell who that is");
        assertEquals("@ann@far.example hi", PostText.of("@<a href=\"https://far.example/profile/ann\" class=\"u-url mention\">"
                + "<span>Ann</span></a> hi", Map.of("https://far.example/profile/ann", "ann@far.example")), "Friendica");
        assertEquals("@ann@far.example hi", text("<p><a href=\"https://far.example/@ann\">@ann@far.example</a><span> hi</span>"
                + "</p>"), "Misskey");
    }

    @Test
    void readsHashtagsOfEveryServer() {
        assertEquals("I like #cats", text("<p>I like <a href=\"https://mastodon.example/tags/cats\" class=\"mention hashtag\""
                + " rel=\"tag\">#<span>cats</span></a></p>"), "Mastodon");
        assertEquals("#cats", text("<a class=\"hashtag\" data-tag=\"cats\" href=\"https://p.example/tag/cats\" rel=\"tag ugc\">"
                + "#cats</a>"), "Pleroma");
        assertEquals("#猫", text("<p><a href=\"https://misskey.example/tags/%E7%8C%AB\" rel=\"tag\">#猫</a></p>"), "Misskey");
        assertEquals("#cats", text("#<a class=\"mention hashtag\" href=\"https://f.example/search?tag=cats\" rel=\"nofollow\">"
                + "<span>cats</span></a>"), "Friendica");
    }

    @Test
    void dropsTheLinkToAQuotedPost() {
        assertEquals("So true", text("<p class=\"quote-inline\">RE: " + LONG_LINK + "</p><p>So true</p>"), "Mastodon 4.5");
        assertEquals("So true", text("<p><span>So true<span class=\"quote-inline\"><br><br>RE: <a"
                + " href=\"https://m.example/notes/1\">https://m.example/notes/1</a></span></span></p>"), "Misskey and Akkoma");
    }

    @Test
    void dropsTheLinkToAQuotedPostInAnyElement() {
        for (String tag : List.of("p", "span", "div", "blockquote", "ul", "pre", "a")) {
            assertEquals("So true\n\n> yes", text("<%s class=\"quote-inline\">RE: x</%s>".formatted(tag, tag)
                    + "<p>So true</p><blockquote>yes</blockquote>"), tag);
        }
    }

    @Test
    void writesListsQuotesAndCodeAsMarkdown() {
        assertEquals("Buy:\n\n- milk\n- bread\n  - rye\n\nNow", text(
                "<p>Buy:</p><ul><li>milk</li><li><p>bread</p><ul><li>rye</li></ul></li></ul><p>Now</p>"));
        assertEquals("3. three\n4. four", text("<ol start=\"3\">\n<li>three</li>\n<li>four</li>\n</ol>"));
        assertEquals("She said\n\n> never\n> again\n>\n> ever\n\nand went", text(
                "<p>She said</p><blockquote><p>never<br>again</p><p>ever</p></blockquote><p>and went</p>"));
        assertEquals("Try\n\nif (a) {\n    b();\n}\n\nnow", text("<p>Try</p>"
                + "<pre><code>if (a) {\n    b();\n}\n</code></pre><p>now</p>"));
        assertEquals("if (a)\n  b", text("<pre><code><span>if</span> <span>(a)</span>\n  <span>b</span>\n</code></pre>"));
        assertEquals("> a\n>   b\n\nc", text("<blockquote><pre>a\n  b\n</pre></blockquote>c"));
        assertEquals("a > b", text("a <code>&gt;</code> b"));
        assertEquals("hi :blobcat:", text("hi <img class=\"emoji\" alt=\":blobcat:\" src=\"https://p.example/e.png\">"));
        assertEquals("漢字(かんじ)", text("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>"));
    }

    @Test
    void resolvesEntitiesOnce() {
        String text = text("<p>Q&amp;A: 1 &lt; 2, I &lt;3 it&#39;s &quot;fine&quot; &nbsp;caf&eacute; &#128512;</p>");

        assertEquals("Q&A: 1 < 2, I <3 it's \"fine\" \u00a0café 😀", text);
        assertEquals("Q&A: 1 < 2, I <3 it's \"fine\" café 😀", TweetCleaner.clean(text));
    }

    @Test
    void ignoresScriptsAndReadsDeepNesting() {
        assertEquals("safe", text("<script>alert('x')</script><style>p{}</style><p>safe</p><!-- secret -->"));
        assertEquals("deep", text("<div>".repeat(20_000) + "deep"));
        assertEquals("open", text("<p>open <b"));
    }
}

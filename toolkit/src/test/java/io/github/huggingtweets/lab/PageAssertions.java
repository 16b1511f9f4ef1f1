package io.github.huggingtweets.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** What the page of every notebook must be. */
final class PageAssertions {

    private PageAssertions() {}

    /** Asserts what can be read from the HTML, where there is no browser. */
    static void assertIsWholeAndNamed(Path page, String title) throws IOException {
        Document document = Jsoup.parse(Files.readString(page));

        assertEquals(title, document.title());
        assertEquals("en", document.select("html").attr("lang"));
        List<String> asked = document.select("[src], link[href]").stream()
                .map(element -> element.hasAttr("src") ? element.attr("src") : element.attr("href"))
                .filter(address -> !address.startsWith("data:")).toList();
        assertEquals(List.of(), asked, "lies elsewhere");
        for (String code : document.select("style, script").eachText()) {
            assertFalse(code.matches("(?s).*(https?:|url\\((?!['\"]?data:)|@import).*"), code);
        }
        assertTrue(document.select("svg").stream().allMatch(svg -> svg.attr("role").equals("img") && svg.hasAttr("aria-label")));
        assertEquals(List.of(), document.select("th:not([scope])"), "headings without a scope");
        for (String link : document.select("main a[href]").eachAttr("href")) {
            boolean leads = link.matches("(#|https?:|mailto:).*") || Files.exists(page.resolveSibling(link));
            assertTrue(leads, link + " leads nowhere");
        }
    }

    /** Asserts what Chromium shows on a phone and on a wide screen, in light and dark. */
    static void assertIsReadableOnEveryScreen(Path page, Path folder) throws Exception {
        assumeTrue(PageInBrowser.browser().isPresent(), "There is neither Chromium nor Chrome on the PATH.");
        for (int width : new int[] {390, 1400}) {
            for (String colours : List.of("light", "dark")) {
                PageInBrowser shown = PageInBrowser.open(page, folder, width, colours);

                assertEquals(width, shown.width());
                assertEquals(width, shown.wholeWidth(), "nothing makes the page scroll sideways");
                assertEquals(colours.equals("dark") ? "rgb(17, 17, 17)" : "rgb(255, 255, 255)", shown.background());
                assertTrue(shown.smallestText() >= 10, width + " pixels, " + colours + ": " + shown.smallestText());
                assertEquals(List.of(), shown.requests(), "asks a server");
                assertEquals(List.of(), shown.findings(), "axe finds");
            }
        }
    }
}

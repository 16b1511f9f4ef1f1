package io.github.huggingtweets.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.drawing.TweetPicture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jsoup.Jsoup;

/**
 * What Chromium makes of a page at the width and in the colours of one screen.
 *
 * @param width the width of the screen, in CSS pixels
 * @param wholeWidth the width of all that can be scrolled to
 * @param background the colour behind the page, such as {@code rgb(17, 17, 17)}
 * @param smallestText the size of the smallest text in the page and its charts, in CSS pixels
 * @param requests the addresses on servers that the page asked for something
 * @param findings what axe finds serious or critical, a line for each
 */
record PageInBrowser(int width, int wholeWidth, String background, double smallestText, List<String> requests,
        List<String> findings) {

    /** The size of the smallest text in a chart, in units of its drawing. */
    private static final int CHART_TEXT = 12;

    /** The width of the picture of a tweet, which is no chart, and as small on a phone as social media show it there. */
    private static final int PICTURE_WIDTH = TweetPicture.WIDTH;

    private static final String MEASURE =
            """
                    <script>
                    addEventListener('load', async () => {
                      const texts = [...document.querySelectorAll('body *')].filter(element =>
                        [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()) && element.checkVisibility());
                      const sizes = texts.map(element => parseFloat(getComputedStyle(element).fontSize));
                      const charts = [...document.querySelectorAll('svg[role=img]')].filter(svg =>
                        svg.viewBox.baseVal.width !== PICTURE_WIDTH).map(svg =>
                        CHART_TEXT * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width);
                      const axeSays = await axe.run(document, {resultTypes: ['violations']});
                      const found = {
                        width: innerWidth,
                        wholeWidth: document.documentElement.scrollWidth,
                        background: getComputedStyle(document.body).backgroundColor,
                        smallestText: Math.min(...sizes, ...charts),
                        requests: performance.getEntriesByType('resource').map(entry => entry.name).filter(name => !name.startsWith('data:')),
                        findings: axeSays.violations.filter(finding => ['serious', 'critical'].includes(finding.impact))
                          .flatMap(finding => finding.nodes.map(node => finding.id + ' ' + node.html + ' ' + node.failureSummary))
                      };
                      const result = parent.document.createElement('pre');
                      result.id = 'result';
                      result.textContent = JSON.stringify(found);
                      parent.document.body.replaceChildren(result);
                    });
                    </script>
                    """;

    /** {@return the program Chromium or Chrome, if there is one on the path} */
    static Optional<Path> browser() {
        return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                .flatMap(name -> Arrays.stream(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable).findFirst();
    }

    /**
     * Opens a page.
     *
     * @param page the HTML file
     * @param folder where a file may be written
     * @param width the width of the screen, in CSS pixels
     * @param colours what the reader prefers, {@code light} or {@code dark}
     */
    static PageInBrowser open(Path page, Path folder, int width, String colours) throws IOException, InterruptedException {
        String html = Files.readString(page) + "<script>" + axe() + "</script>"
                + MEASURE.replace("CHART_TEXT", String.valueOf(CHART_TEXT)).replace("PICTURE_WIDTH",
                        String.valueOf(PICTURE_WIDTH));
        Path frame = folder.resolve("frame.html");
        // a window of Chromium has a least width, a frame has none; and a page in it prefers the colours of the frame
        Files.writeString(frame,
                "<!DOCTYPE html><iframe style=\"width: %dpx; height: 844px; border: 0; color-scheme: %s\" srcdoc=\"%s\">"
                        .formatted(width, colours, html.replace("&", "&amp;").replace("\"", "&quot;")));
        Path dump = folder.resolve("dump.html");
        Process process = new ProcessBuilder(browser().orElseThrow().toString(), "--headless", "--no-sandbox", "--disable-gpu",
                "--hide-scrollbars",
                "--user-data-dir=" + folder.resolve("browser"), "--virtual-time-budget=60000", "--dump-dom",
                frame.toUri().toString())
                .redirectOutput(dump.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("Chromium does not end");
        }
        String result = Jsoup.parse(Files.readString(dump)).select("#result").text();
        return new ObjectMapper().readValue(result, PageInBrowser.class);
    }

    private static String axe() throws IOException {
        try (InputStream axe = PageInBrowser.class.getResourceAsStream("/axe.min.js")) {
            return new String(axe.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

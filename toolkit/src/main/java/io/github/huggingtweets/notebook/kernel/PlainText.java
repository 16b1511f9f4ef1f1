package io.github.huggingtweets.notebook.kernel;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** HTML as text for a terminal, with lines of at most 80 characters. */
final class PlainText {

    private static final int WIDTH = 80;
    private static final Set<String> INDENTED = Set.of("dd", "ul", "ol", "blockquote");

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder paragraph = new StringBuilder();
    private int indent;
    private String bullet = "";

    private PlainText() {}

    static String of(String html) {
        PlainText plain = new PlainText();
        plain.write(Jsoup.parseBodyFragment(html).body());
        plain.endParagraph();
        return plain.text.toString().strip() + "\n";
    }

    private void write(Node node) {
        if (node instanceof TextNode characters) {
            paragraph.append(characters.getWholeText());
        } else if (node instanceof Element element) {
            write(element);
        }
    }

    private void write(Element element) {
        String name = element.normalName();
        if (name.equals("pre")) {
            endParagraph();
            text.append('\n');
            element.wholeText().stripTrailing().lines()
                    .forEach(line -> text.append("    ".repeat(indent)).append(line).append('\n'));
            return;
        }
        boolean cell = name.equals("td") || name.equals("th");
        boolean block = !cell && (element.isBlock() || name.equals("dt") || name.equals("dd") || name.equals("br"));
        if (block) {
            endParagraph();
        }
        if (Set.of("p", "dt", "hr", "table", "h1", "h2", "h3", "h4").contains(name)
                || name.equals("div") && element.hasText()) {
            text.append('\n');
        }
        if (name.equals("hr")) {
            text.append("-".repeat(WIDTH)).append('\n');
        }
        indent += INDENTED.contains(name) ? 1 : 0;
        bullet = name.equals("li") ? "- " : bullet;
        element.childNodes().forEach(this::write);
        if (cell && element.nextElementSibling() != null) {
            paragraph.append(": ");
        }
        if (block) {
            endParagraph();
        }
        indent -= INDENTED.contains(name) ? 1 : 0;
    }

    private void endParagraph() {
        String words = paragraph.toString().strip().replaceAll("\\s+", " ");
        paragraph.setLength(0);
        if (words.isEmpty()) {
            return;
        }
        String margin = "    ".repeat(indent);
        StringBuilder line = new StringBuilder(margin).append(bullet);
        for (String word : words.split(" ")) {
            if (line.length() + word.length() > WIDTH && !line.toString().isBlank()) {
                text.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(margin).append(" ".repeat(bullet.length()));
            }
            line.append(word).append(' ');
        }
        text.append(line.toString().stripTrailing()).append('\n');
        bullet = "";
    }
}

package io.github.huggingtweets.sources;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * Turns the HTML of a post on Mastodon into plain text as a person would type it: an empty line between paragraphs, the whole
 * addresses of links, mentions with {@code @}, hashtags with {@code #}, lists and quotes as in Markdown.
 */
public final class PostText implements NodeFilter {

    private static final Set<String> PARAGRAPHS =
            Set.of("p", "pre", "blockquote", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "table");
    private static final Set<String> LINES = Set.of("div", "li", "tr");
    private static final Set<String> UNSEEN = Set.of("script", "style", "template", "head", "title");
    private static final String QUOTE = "> ";

    private final Map<String, String> mentioned;
    private final StringBuilder text = new StringBuilder();
    private int newLines;
    private boolean space;
    private int quotes;
    private int quotesBefore;
    private int preformatted;
    private int lists;

    private PostText(Map<String, String> mentioned) {
        this.mentioned = mentioned;
    }

    /**
     * Turns HTML into text.
     *
     * @param html the HTML of any server
     * @param mentioned the handles of the mentioned accounts, without the leading {@code @}, by the addresses of their profiles
     * @return the text
     */
    public static String of(String html, Map<String, String> mentioned) {
        PostText reading = new PostText(mentioned);
        Jsoup.parseBodyFragment(html).body().filter(reading);
        return reading.text.toString().strip();
    }

    /**
     * Turns HTML with a content warning into text.
     *
     * @param html the HTML of any server
     * @param warning the content warning, or an empty text
     * @param mentioned the handles of the mentioned accounts, without the leading {@code @}, by the addresses of their profiles
     * @return the text, with the warning as the first line
     */
    public static String of(String html, String warning, Map<String, String> mentioned) {
        String first = warning.strip();
        String text = of(html, mentioned);
        return first.isEmpty() || text.isEmpty() ? first + text : first + "\n" + text;
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode part && preformatted > 0) {
            addPreformatted(part.getWholeText());
        } else if (node instanceof TextNode part) {
            add(part.getWholeText());
        }
        return node instanceof Element element ? begin(element) : FilterResult.CONTINUE;
    }

    private FilterResult begin(Element element) {
        String tag = element.normalName();
        // the link to a quoted post, for programs without quotes
        if (UNSEEN.contains(tag) || element.hasClass("quote-inline")) {
            return FilterResult.SKIP_ENTIRELY;
        }
        if (tag.equals("br")) {
            breakLine();
        } else if (tag.equals("img")) {
            add(element.attr("alt")); // an emoji that only this server has
        } else if (tag.equals("a")) {
            add(link(element));
            return FilterResult.SKIP_CHILDREN;
        }
        startBlock(element);
        if (tag.equals("li")) {
            startItem(element);
        }
        quotes += tag.equals("blockquote") ? 1 : 0;
        preformatted += tag.equals("pre") ? 1 : 0;
        lists += isList(tag) ? 1 : 0;
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            String tag = element.normalName();
            quotes -= tag.equals("blockquote") ? 1 : 0;
            preformatted -= tag.equals("pre") ? 1 : 0;
            lists -= isList(tag) ? 1 : 0;
            startBlock(element);
            space |= tag.equals("td") || tag.equals("th");
        }
        return FilterResult.CONTINUE;
    }

    private static boolean isList(String tag) {
        return tag.equals("ul") || tag.equals("ol");
    }

    /** Puts a new line before and after a block, and an empty line around a paragraph outside of lists. */
    private void startBlock(Element element) {
        String tag = element.normalName();
        boolean paragraph = PARAGRAPHS.contains(tag);
        if (paragraph || LINES.contains(tag)) {
            newLines = Math.max(newLines, endsWithBullet() ? 0 : paragraph && lists == 0 ? 2 : 1);
            space = false;
        }
    }

    /** {@return whether the line has only a bullet so far; a paragraph in a list item continues after it} */
    private boolean endsWithBullet() {
        int line = text.lastIndexOf("\n") + 1;
        return newLines == 0 && lists > 0 && text.substring(line).matches("[> ]*(-|\\d+\\.) ");
    }

    private void breakLine() {
        newLines++;
        space = false;
    }

    private void startItem(Element item) {
        Element list = item.parent();
        newLines = Math.max(newLines, 1);
        startLine();
        text.append("  ".repeat(Math.max(0, lists - 1)))
                .append(list != null && list.normalName().equals("ol") ? number(list, item) + ". " : "- ");
    }

    private static int number(Element list, Element item) {
        try {
            return Integer.parseInt(list.attr("start")) + item.elementSiblingIndex();
        } catch (NumberFormatException e) {
            return 1 + item.elementSiblingIndex();
        }
    }

    private void add(String part) {
        String words = part.replaceAll("[ \\t\\r\\n\\f]+", " ");
        space |= words.startsWith(" ");
        words = words.startsWith(" ") ? words.substring(1) : words;
        if (!words.isEmpty()) {
            startLine();
            space = words.endsWith(" ");
            text.append(words, 0, words.length() - (space ? 1 : 0));
        }
    }

    private void addPreformatted(String part) {
        String[] lines = part.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            newLines += i > 0 ? 1 : 0;
            if (!lines[i].isEmpty()) {
                startLine();
                text.append(lines[i]);
            }
        }
    }

    /** Writes the pending new lines, or the pending space. */
    private void startLine() {
        boolean fresh = text.isEmpty() || newLines > 0;
        for (; newLines > 0 && !text.isEmpty(); newLines--) {
            text.append('\n');
            if (newLines > 1) {
                text.append(QUOTE.repeat(Math.min(quotesBefore, quotes)).stripTrailing());
            }
        }
        newLines = 0;
        if (fresh) {
            text.append(QUOTE.repeat(quotes));
        } else if (space && text.charAt(text.length() - 1) != ' ') {
            text.append(' ');
        }
        space = false;
        quotesBefore = quotes;
    }

    private String link(Element link) {
        String label = label(link);
        String address = link.attr("href").strip();
        String acct = mentioned.get(address);
        if (acct != null) {
            return (label.startsWith("@") ? "@" : "") + acct; // Friendica writes the @ before the link
        }
        boolean named = link.hasClass("mention") || link.hasClass("hashtag") || link.hasClass("u-url")
                || (" " + link.attr("rel") + " ").contains(" tag ") || label.matches("[@#]\\S+");
        if (named || !address.matches("(?i)https?://.+")) {
            return label;
        }
        return label.isEmpty() || isAddress(label, address) ? address : label + " " + address;
    }

    /** {@return the text of a link in one line, including the parts that the server hides} */
    private static String label(Element link) {
        StringBuilder label = new StringBuilder();
        link.traverse((node, depth) -> {
            if (node instanceof TextNode part) {
                label.append(part.getWholeText());
            } else if (node.nameIs("img")) {
                label.append(node.attr("alt"));
            }
        });
        return label.toString().strip().replaceAll("\\s+", " ");
    }

    /** {@return whether a text is the address itself: whole, without its beginning, or cut at the end} */
    private static boolean isAddress(String label, String address) {
        return label.matches("(?i)https?://\\S*") || bare(address).startsWith(bare(label));
    }

    private static String bare(String address) {
        return address.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "").replaceFirst("^www\\.", "")
                .replaceFirst("(…|\\.\\.\\.)$", "");
    }
}

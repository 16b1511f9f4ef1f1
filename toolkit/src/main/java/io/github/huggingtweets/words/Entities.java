package io.github.huggingtweets.words;

import com.twitter.twittertext.Extractor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * Finds hashtags, mentions, links and other entities of a text, and replaces each by spaces, so that no later rule finds it
 * again.
 */
final class Entities {

    private static final String DOMAIN = "(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?\\.)+\\p{L}{2,}";
    private static final String MENTION = "(?<![\\p{L}\\p{N}_/@＠.])[@＠]";
    private static final Pattern MASTODON = Pattern.compile(MENTION + "(\\w+(?:[\\w.-]*\\w)?@" + DOMAIN + ")");
    private static final Pattern BLUESKY = Pattern.compile(MENTION + "((?:[\\w-]+\\.)+(?i:bsky\\.social))\\b");
    private static final Pattern DOTTED = Pattern.compile(MENTION + "(" + DOMAIN + ")");
    private static final Pattern ADDRESS = Pattern.compile("[\\p{L}\\p{N}._%+-]+@" + DOMAIN);

    /** Links, also truncated ones. Japanese and Chinese text may follow a link without a space. */
    private static final Pattern LINK = Pattern.compile(
            "(?i:https?:|www\\.)[^\\s\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\u3000-\\u303F]*");

    private static final Extractor BY_RULES_OF_X = new Extractor();

    private final StringBuilder text;

    private Entities(String posted) {
        text = new StringBuilder(posted.indexOf('&') < 0 ? posted : Parser.unescapeEntities(posted, false));
        if (text.indexOf(":") >= 0 || text.indexOf(".") >= 0) {
            LINK.matcher(text.toString()).results().forEach(link -> blank(link.start(), link.end()));
        }
    }

    /** {@return the hashtags of a text as it was posted, as they are written there, with a leading {@code #}} */
    static List<String> hashtags(String posted) {
        return has(posted, '#', '＃') ? new Entities(posted).takeOutHashtags() : List.of();
    }

    /**
     * {@return the mentions of a text as it was posted, as they are written there, with a leading {@code @}}
     *
     * @param dottedHandles whether any domain is a handle, as on Bluesky
     */
    static List<String> mentions(String posted, boolean dottedHandles) {
        return has(posted, '@', '＠') ? new Entities(posted).takeOutMentions(dottedHandles) : List.of();
    }

    /** {@return the text without its HTML entities, hashtags, cashtags, mentions, e-mail addresses and links} */
    static String without(String posted, boolean dottedHandles) {
        Entities entities = new Entities(posted);
        if (has(posted, '@', '＠')) {
            entities.takeOutMentions(dottedHandles);
        }
        if (has(posted, '#', '＃')) {
            entities.takeOutHashtags();
        }
        entities.takeOut('$', '$', "", BY_RULES_OF_X::extractCashtagsWithIndices);
        entities.takeOut('.', '.', "", word -> hasStopWithin(word) ? BY_RULES_OF_X.extractURLsWithIndices(word) : List.of());
        return entities.text.toString();
    }

    private List<String> takeOutHashtags() {
        return takeOut('#', '＃', "#", BY_RULES_OF_X::extractHashtagsWithIndices);
    }

    private List<String> takeOutMentions(boolean dottedHandles) {
        List<String> mentions = new ArrayList<>(takeOut('@', '＠', "@", word -> matches(MASTODON, word)));
        takeOut('@', '@', "", word -> matches(ADDRESS, word));
        mentions.addAll(takeOut('@', '＠', "@", word -> matches(dottedHandles ? DOTTED : BLUESKY, word)));
        mentions.addAll(takeOut('@', '＠', "@", BY_RULES_OF_X::extractMentionedScreennamesWithIndices));
        return mentions;
    }

    /**
     * Takes out the entities that contain a sign. X's rules are slow, so only parts between white space that contain the sign are
     * searched.
     *
     * @return what the rules found, each after the prefix
     */
    private List<String> takeOut(char sign, char wideSign, String prefix, Function<String, List<Extractor.Entity>> rules) {
        List<String> found = new ArrayList<>();
        int end;
        for (int start = 0; start < text.length(); start = end + 1) {
            end = start;
            boolean signed = false;
            while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                signed |= text.charAt(end) == sign || text.charAt(end) == wideSign;
                end++;
            }
            if (signed) {
                for (Extractor.Entity entity : rules.apply(text.substring(start, end))) {
                    found.add(prefix + entity.getValue());
                    blank(start + entity.getStart(), start + entity.getEnd());
                }
            }
        }
        return found;
    }

    private static List<Extractor.Entity> matches(Pattern pattern, String word) {
        return pattern.matcher(word).results().map(match -> new Extractor.Entity(
                match.start(), match.end(), match.group(match.groupCount()), Extractor.Entity.Type.MENTION)).toList();
    }

    private void blank(int start, int end) {
        for (int i = start; i < end; i++) {
            text.setCharAt(i, ' ');
        }
    }

    private static boolean has(String text, char sign, char wideSign) {
        return text.indexOf(sign) >= 0 || text.indexOf(wideSign) >= 0;
    }

    /** {@return whether a full stop stands between letters or digits; only such a word can contain a domain} */
    private static boolean hasStopWithin(String word) {
        for (int stop = word.indexOf('.', 1); stop > 0 && stop + 1 < word.length(); stop = word.indexOf('.', stop + 1)) {
            if (Character.isLetterOrDigit(word.charAt(stop - 1)) && Character.isLetter(word.charAt(stop + 1))) {
                return true;
            }
        }
        return false;
    }
}

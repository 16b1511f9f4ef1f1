package io.github.huggingtweets.tweets.words;

import com.twitter.twittertext.Extractor;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** What stands in a text beside words. Each kind of entity is taken out of the text, and blanks are left in its place. */
final class Entities {

    private static final String DOMAIN = "(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?\\.)+\\p{L}{2,}";
    private static final String MENTION = "(?<![\\p{L}\\p{N}_/@＠.])[@＠]";
    private static final Pattern MASTODON = Pattern.compile(MENTION + "(\\w+(?:[\\w.-]*\\w)?@" + DOMAIN + ")");
    private static final Pattern BLUESKY = Pattern.compile(MENTION + "((?:[\\w-]+\\.)+(?i:bsky\\.social))\\b");
    private static final Pattern DOTTED = Pattern.compile(MENTION + "(" + DOMAIN + ")");
    private static final Pattern ADDRESS = Pattern.compile("[\\p{L}\\p{N}._%+-]+@" + DOMAIN);

    /** Cut off ones included. Japanese and Chinese begin right behind a link, without a space. */
    private static final Pattern LINK = Pattern.compile(
            "(?i:https?:|www\\.)[^\\s\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\u3000-\\u303F]*");

    private static final Extractor BY_RULES_OF_X = new Extractor();

    private final StringBuilder text;

    private Entities(String posted) {
        text = new StringBuilder(posted.indexOf('&') < 0 ? posted : Parser.unescapeEntities(posted, false));
        if (text.indexOf(":") >= 0 || text.indexOf(".") >= 0) {
            takeOut(LINK);
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
        String rest = entities.text.toString();
        if (rest.indexOf('$') >= 0) {
            entities.takeOut(BY_RULES_OF_X.extractCashtagsWithIndices(rest), "$");
        }
        if (hasStopWithinWord(rest)) {
            entities.takeOut(BY_RULES_OF_X.extractURLsWithIndices(rest), "");
        }
        return entities.text.toString();
    }

    private List<String> takeOutHashtags() {
        return takeOut(BY_RULES_OF_X.extractHashtagsWithIndices(text.toString()), "#");
    }

    private List<String> takeOutMentions(boolean dottedHandles) {
        List<String> mentions = new ArrayList<>(takeOut(MASTODON));
        takeOut(ADDRESS);
        mentions.addAll(takeOut(dottedHandles ? DOTTED : BLUESKY));
        mentions.addAll(takeOut(BY_RULES_OF_X.extractMentionedScreennamesWithIndices(text.toString()), "@"));
        return mentions;
    }

    private List<String> takeOut(Pattern pattern) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text.toString());
        while (matcher.find()) {
            if (matcher.groupCount() > 0) {
                found.add("@" + matcher.group(1));
            }
            blank(matcher.start(), matcher.end());
        }
        return found;
    }

    private List<String> takeOut(List<Extractor.Entity> entities, String sign) {
        entities.forEach(entity -> blank(entity.getStart(), entity.getEnd()));
        return entities.stream().map(entity -> sign + entity.getValue()).toList();
    }

    private void blank(int start, int end) {
        for (int i = start; i < end; i++) {
            text.setCharAt(i, ' ');
        }
    }

    private static boolean has(String text, char sign, char wideSign) {
        return text.indexOf(sign) >= 0 || text.indexOf(wideSign) >= 0;
    }

    /** Only there can a domain be, which takes X's rules long to find. */
    private static boolean hasStopWithinWord(String text) {
        for (int stop = text.indexOf('.', 1); stop > 0 && stop + 1 < text.length(); stop = text.indexOf('.', stop + 1)) {
            if (Character.isLetterOrDigit(text.charAt(stop - 1)) && Character.isLetter(text.charAt(stop + 1))) {
                return true;
            }
        }
        return false;
    }
}

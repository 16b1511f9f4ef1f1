package io.github.huggingtweets.tweets.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as the site stores it: links are shortened, {@code & < >} are escaped, and the entities are listed with their
 * indices.
 *
 * @param text the text
 * @param entities links, mentions and hashtags, from left to right
 */
record PostedText(String text, List<Entity> entities) {

    /** The types of entities. */
    enum Type {
        LINK,
        MENTION,
        HASHTAG
    }

    /**
     * A part of the text that is a link, a mention or a hashtag.
     *
     * @param type the type
     * @param typed the part as it was typed
     * @param posted the part as it is in the stored text
     * @param start the index of its first character, in code points
     * @param end the index after its last character, in code points
     */
    record Entity(Type type, String typed, String posted, int start, int end) {}

    private static final Pattern ENTITY = Pattern.compile("(?<link>https://\\S+)|(?<![\\w/])@\\w+|(?<![\\w/&])#\\w+");
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int RETWEET_LENGTH = 140;

    /** {@return the text that the site stores for a typed text} */
    static PostedText of(String typed, Random random) {
        StringBuilder text = new StringBuilder();
        List<Entity> entities = new ArrayList<>();
        Matcher matcher = ENTITY.matcher(typed);
        int end = 0;
        while (matcher.find()) {
            text.append(escape(typed.substring(end, matcher.start())));
            String part = matcher.group();
            Type type = matcher.group("link") != null ? Type.LINK : part.startsWith("@") ? Type.MENTION : Type.HASHTAG;
            String posted = type == Type.LINK ? shortLink(random) : part;
            int start = length(text);
            text.append(posted);
            entities.add(new Entity(type, part, posted, start, length(text)));
            end = matcher.end();
        }
        return new PostedText(text.append(escape(typed.substring(end))).toString(), entities);
    }

    /** {@return this text, cut with an ellipsis if it is longer than the text of a retweet may be} */
    PostedText asRetweet() {
        if (length(text) <= RETWEET_LENGTH) {
            return this;
        }
        String head = text.substring(0, text.offsetByCodePoints(0, RETWEET_LENGTH - 1));
        int escape = head.lastIndexOf('&');
        String whole = escape > head.lastIndexOf(';') ? head.substring(0, escape) : head;
        int left = length(whole);
        return new PostedText(whole + "…", entities.stream().filter(entity -> entity.end() <= left).toList());
    }

    /** {@return the entities of one type} */
    List<Entity> entities(Type type) {
        return entities.stream().filter(entity -> entity.type() == type).toList();
    }

    /** {@return the language code that the site gives a text: {@code en}, or one of its codes for texts without words} */
    String language() {
        String rest = text;
        for (Entity entity : entities) {
            rest = rest.replace(entity.posted(), "");
        }
        if (rest.isBlank()) {
            return entities(Type.LINK).isEmpty() ? entities(Type.MENTION).isEmpty() ? "qht" : "qam"
                    : entities.size() == entities(Type.LINK).size() ? "zxx" : "qme";
        }
        return rest.codePoints().noneMatch(Character::isLetter) ? "art" : rest.strip().contains(" ") ? "en" : "und";
    }

    /** {@return the length of a text in code points} */
    static int length(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }

    private static String escape(String typed) {
        return typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String shortLink(Random random) {
        StringBuilder link = new StringBuilder("https://t.co/");
        for (int i = 0; i < 10; i++) {
            link.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return link.toString();
    }
}

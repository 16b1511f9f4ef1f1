package io.github.huggingtweets.tweets.generated;

import io.github.huggingtweets.tweets.generated.GeneratedTweet.Entity;
import io.github.huggingtweets.tweets.generated.GeneratedTweet.Type;
import java.util.ArrayList;
import java.util.List;

/** A text that is written word by word, in two versions at once: as it is posted, and cleaned. */
final class Composition {

    private final StringBuilder posted = new StringBuilder();
    private final StringBuilder cleaned = new StringBuilder();
    private final List<Entity> entities = new ArrayList<>();
    private int codePoints;
    private int plainWords;

    /** Writes a word, after some white space unless it is the first word. */
    void word(String gap, String word) {
        word(gap, word, word);
        plainWords++;
    }

    /** Writes a word with characters that the site escapes. */
    void escaped(String gap, String word) {
        word(gap, word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"), word);
        plainWords++;
    }

    /** Writes a mention or a hashtag, followed by a text that may be empty. */
    void reference(String gap, Type type, String reference, int number, String behind) {
        gap(gap);
        entity(type, reference, number);
        post(behind);
        clean(reference + behind);
    }

    /** Writes a link, which cleaning removes. */
    void link(String gap, Type type, String link, int number) {
        gap(gap);
        entity(type, link, number);
    }

    /** Cuts the posted text with an ellipsis if it is longer than a retweet may be. The cleaned version is not cut. */
    void cut(int longest) {
        if (codePoints > longest) {
            posted.setLength(posted.offsetByCodePoints(0, longest - 1));
            posted.append('…');
            codePoints = longest;
            entities.removeIf(entity -> entity.end() >= longest);
        }
    }

    int codePoints() {
        return codePoints;
    }

    String posted() {
        return posted.toString();
    }

    String cleaned() {
        return cleaned.toString();
    }

    int plainWords() {
        return plainWords;
    }

    List<Entity> entities() {
        return entities;
    }

    private void word(String gap, String asPosted, String asCleaned) {
        gap(gap);
        post(asPosted);
        clean(asCleaned);
    }

    private void gap(String gap) {
        post(posted.isEmpty() ? "" : gap);
    }

    private void post(String part) {
        posted.append(part);
        codePoints += part.codePointCount(0, part.length());
    }

    private void clean(String word) {
        cleaned.append(cleaned.isEmpty() ? "" : " ").append(word);
    }

    private void entity(Type type, String reference, int number) {
        int start = codePoints;
        post(reference);
        entities.add(new Entity(type, reference, number, start, codePoints));
    }
}

package io.github.huggingtweets.tweets.generated;

import io.github.huggingtweets.tweets.generated.GeneratedTweet.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Makes tweets one by one, newest first: in several languages, and with everything that makes reading and cleaning hard. */
final class TweetGenerator {

    private static final Instant NEWEST = Instant.parse("2025-12-31T23:00:00Z");
    private static final Duration SPAN = Duration.ofDays(14 * 365);
    private static final int LONGEST = 280;
    private static final int LONGEST_RETWEET = 140;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    /** The languages, each as many times as its share. */
    private static final List<String> LANGUAGES = List.of(
            "en en en en en en en en es es es pt pt ja ja de fr tr ru ar".split(" "));

    private final Map<String, Vocabulary> vocabularies = Vocabulary.all();
    private final People people = new People();
    private final SplittableRandom random;
    private final double secondsBetween;
    private double secondsBack;

    /**
     * @param tweets the number of tweets, over which the years are spread
     * @param seed the random seed: the same seed gives the same tweets
     */
    TweetGenerator(int tweets, long seed) {
        random = new SplittableRandom(seed);
        secondsBetween = (double) SPAN.toSeconds() / tweets;
    }

    GeneratedTweet next() {
        secondsBack += secondsBetween * 2 * random.nextDouble();
        Instant time = NEWEST.minusSeconds((long) secondsBack);
        double kind = random.nextDouble();
        return kind < 0.14 ? retweet(time) : kind < 0.25 ? shortTweet(time) : kind < 0.45 ? reply(time) : original(time);
    }

    private GeneratedTweet retweet(Instant time) {
        String language = language();
        Composition text = new Composition();
        int person = person();
        text.word("", "RT");
        text.reference(" ", Type.MENTION, "@" + people.handle(person), person, ":");
        write(text, language, 3 + random.nextInt(25));
        text.cut(LONGEST_RETWEET);
        return tweet(time, text, true, Optional.empty(), language, 0);
    }

    /** A few words, a greeting, or only a link. */
    private GeneratedTweet shortTweet(Instant time) {
        Composition text = new Composition();
        int answered = random.nextInt(3) == 0 ? person() : -1;
        if (answered >= 0) {
            text.reference("", Type.MENTION, "@" + people.handle(answered), answered, "");
        }
        String language = language();
        for (int words = random.nextInt(3); words > 0; words--) {
            text.word(" ", vocabularies.get(random.nextInt(3) == 0 ? "emoji" : language).frequentWord(random));
        }
        if (text.codePoints() == 0 || random.nextInt(2) == 0) {
            link(text, " ");
        }
        return tweet(time, text, false, Optional.of(answered).filter(person -> person >= 0),
                text.plainWords() == 0 ? "zxx" : "und", 3);
    }

    private GeneratedTweet reply(Instant time) {
        String language = language();
        Composition text = new Composition();
        int answered = person();
        text.reference("", Type.MENTION, "@" + people.handle(answered), answered, "");
        for (int more = random.nextInt(10) - 7; more > 0; more--) {
            mention(text);
        }
        write(text, language, 3 + random.nextInt(20));
        return tweet(time, text, false, Optional.of(answered), language, 4);
    }

    private GeneratedTweet original(Instant time) {
        String language = language();
        Composition text = new Composition();
        if (random.nextInt(40) == 0) {
            link(text, "");
        }
        write(text, language, 3 + random.nextInt(32));
        return tweet(time, text, false, Optional.empty(), language, 15);
    }

    private GeneratedTweet tweet(
            Instant time, Composition text, boolean retweet, Optional<Integer> answered, String language, int usualLikes) {
        int likes = (int) (usualLikes * Math.min(40, 1 / (1.02 - random.nextDouble()) - 0.9));
        return new GeneratedTweet(time, text.posted(), text.cleaned(), text.plainWords(), text.entities(), retweet, answered,
                language, likes);
    }

    private void write(Composition text, String language, int words) {
        Vocabulary vocabulary = vocabularies.get(language);
        // a Japanese phrase is as long as four words of other languages
        int left = language.equals("ja") ? 3 + words / 6 : words;
        for (; left > 0 && text.codePoints() < LONGEST - 80; left--) {
            int what = random.nextInt(200);
            if (what < 4) {
                mention(text);
            } else if (what < 9) {
                text.reference(gap(), Type.HASHTAG, "#" + vocabulary.rareWord(Vocabulary.skewed(5_000, random)), 0, "");
            } else if (what < 13) {
                text.word(" ", vocabularies.get("emoji").frequentWord(random).repeat(1 + random.nextInt(3)));
            } else if (what < 16) {
                text.escaped(" ", List.of("&", "->", "<3", "R&D", ">>").get(random.nextInt(5)));
            } else if (what < 19) {
                text.word(" ", String.valueOf(random.nextInt(3_000)));
            } else if (what < 20) {
                link(text, " ");
            } else {
                text.word(gap(), vocabulary.word(random) + punctuation());
            }
        }
        end(text, language);
    }

    private void end(Composition text, String language) {
        int what = random.nextInt(100);
        if (what < 25) {
            link(text, language.equals("ja") && what < 5 ? "" : what < 8 ? "\n\n" : " ");
        } else if (what < 50) {
            picture(text);
        }
    }

    private String gap() {
        int what = random.nextInt(150);
        return what < 147 ? " " : what < 148 ? "\n" : what < 149 ? "\n\n" : random.nextInt(3) > 0 ? "  " : "\u3000";
    }

    private String punctuation() {
        int what = random.nextInt(40);
        return what < 32 ? "" : what < 35 ? "," : what < 37 ? "." : what < 38 ? "!" : what < 39 ? ":" : "…";
    }

    private void mention(Composition text) {
        int person = person();
        text.reference(" ", Type.MENTION, "@" + people.handle(person), person, "");
    }

    private void link(Composition text, String gap) {
        text.link(gap, Type.LINK, shortLink(), random.nextInt(1 << 30));
    }

    private void picture(Composition text) {
        text.link(" ", Type.PICTURE, shortLink(), random.nextInt(1 << 30));
    }

    private int person() {
        return Vocabulary.skewed(People.COUNT, random);
    }

    private String language() {
        return LANGUAGES.get(random.nextInt(LANGUAGES.size()));
    }

    private String shortLink() {
        StringBuilder link = new StringBuilder("https://t.co/");
        for (int i = 0; i < 10; i++) {
            link.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return link.toString();
    }
}

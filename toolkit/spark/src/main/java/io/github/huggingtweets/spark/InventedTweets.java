package io.github.huggingtweets.spark;

import io.github.huggingtweets.sources.RetweetText;
import io.github.huggingtweets.spark.InventedTweet.Kind;
import io.github.huggingtweets.spark.Phrases.Part;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The tweets of an {@link InventedLake}, by the numbers of their lines. A tweet depends on the seed and on its number alone, so that a
 * line can repeat any earlier one without anybody keeping that.
 */
final class InventedTweets {

    private static final double TWICE = 0.02;
    private static final double NEARLY_TWICE = 0.01;
    private static final double SHORT = 0.1;
    /** An account has this power of its rank fewer tweets than the first one. */
    private static final double ZIPF = 0.8;
    /** People whom the authors know, and who are not in the lake. */
    private static final int OTHERS = 500;
    private static final int LONGEST_START = 130;
    private static final int LONGEST_RETWEET = 140;
    private static final int USUAL_LENGTH = 200;
    private static final int MOST_LIKES = 500_000;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final int accounts;
    private final long lines;
    private final long accountSeed;
    private final long tweetSeed;
    private final double[] shares;
    private final InventedAccount[] people;
    private final Phrases phrases = Phrases.read();
    private final List<String> towns = phrases.words("towns");
    private final Map<String, Topic> topics = new HashMap<>();
    private final Part life = phrases.part("life");
    private final Part comment = phrases.part("comment");
    private final Part closer = phrases.part("closer");
    private final Part reply = phrases.part("reply");
    private final Part shortText = phrases.part("short");
    private final Part dreaming = phrases.part("dreaming");

    /** What there is to say about a hobby. */
    private record Topic(Part sentence, Part dream, Part tag, Part emoji) {}

    InventedTweets(int accounts, long lines, long seed) {
        this.accounts = accounts;
        this.lines = lines;
        SplittableRandom seeds = new SplittableRandom(seed);
        accountSeed = seeds.nextLong();
        tweetSeed = seeds.nextLong();
        people = new InventedAccount[accounts + OTHERS];
        shares = new double[accounts];
        double sum = 0;
        for (int i = 0; i < accounts; i++) {
            sum += Math.pow(i + 1, -ZIPF);
            shares[i] = sum;
        }
    }

    /** {@return the number of the line that a line repeats, or its own} */
    long source(long number) {
        long source = number;
        while (!isFirst(source)) {
            SplittableRandom random = random(source);
            if (random.nextDouble() >= TWICE) {
                break;
            }
            source = random.nextLong(source);
        }
        return source;
    }

    /** {@return the tweet of a line that repeats no other} */
    InventedTweet tweet(long number) {
        SplittableRandom random = random(number);
        double chance = random.nextDouble();
        if (!isFirst(number) && chance < TWICE + NEARLY_TWICE) {
            InventedTweet again = tweet(source(random.nextLong(number)));
            if (again.kind() != Kind.RETWEET) {
                long second = again.second() + Duration.ofDays(1 + random.nextInt(30)).toSeconds();
                return new InventedTweet(InventedTweet.id(second, number), again.author(), again.kind(), second, again.text(),
                        link(random), again.language(), again.answered(), likes(again.author(), random));
            }
        }
        InventedAccount author = person(isFirst(number) ? (int) (number * accounts / lines) : anyone(random));
        long second = second(author, random);
        return post(InventedTweet.id(second, number), author, second, random);
    }

    /** {@return whether the tweet is the first of an author, of whom each has one} */
    private boolean isFirst(long number) {
        return number == 0 || number * accounts / lines != (number - 1) * accounts / lines;
    }

    private SplittableRandom random(long number) {
        return new SplittableRandom(tweetSeed + number);
    }

    private int anyone(SplittableRandom random) {
        int place = Arrays.binarySearch(shares, random.nextDouble() * shares[accounts - 1]);
        return Math.min(accounts - 1, place < 0 ? -place - 1 : place);
    }

    private InventedAccount person(int number) {
        if (people[number] == null) {
            people[number] =
                    InventedAccount.of(number, new SplittableRandom(accountSeed + number), towns, people.length);
        }
        return people[number];
    }

    private static long second(InventedAccount author, SplittableRandom random) {
        long day = author.firstDay() + (long) (author.days() * Math.pow(random.nextDouble(), 1 / author.growth()));
        // most of all in the middle of the fifteen hours that somebody is awake
        double hour = author.wakes() + 15 * (random.nextDouble() + random.nextDouble()) / 2;
        return Duration.ofDays(day).toSeconds() + (long) (hour * Duration.ofHours(1).toSeconds()) + random.nextInt(60);
    }

    private InventedTweet post(long id, InventedAccount author, long second, SplittableRandom random) {
        double chance = random.nextDouble();
        if (chance < author.retweets()) {
            InventedAccount other = person(author.friendNumber(random));
            String language = language(other, random);
            String text = RetweetText.of(other.handle(), statement(other, language, random));
            return new InventedTweet(id, author, Kind.RETWEET, second, cut(text), "", language, null, 0);
        }
        if (chance < author.retweets() + SHORT) {
            String answered = random.nextInt(3) == 0 ? author.friend(random) : null;
            StringBuilder text = new StringBuilder(answered == null ? "" : "@" + answered + " ");
            shortText.say(text, author, random);
            return new InventedTweet(id, author, Kind.SHORT, second, text.toString(), random.nextInt(4) == 0 ? link(random) : "",
                    "und", answered, likes(author, random));
        }
        String language = language(author, random);
        String link = random.nextDouble() < author.links() ? link(random) : "";
        if (chance > 1 - author.replies()) {
            String answered = author.friend(random);
            return new InventedTweet(id, author, Kind.KEPT, second, "@" + answered + " " + answer(author, language, random), link,
                    language, answered, likes(author, random) / 4);
        }
        return new InventedTweet(id, author, Kind.KEPT, second, statement(author, language, random), link, language, null,
                likes(author, random));
    }

    /** {@return the author's language, or now and then English} */
    private static String language(InventedAccount author, SplittableRandom random) {
        return random.nextInt(10) == 0 ? "en" : author.language();
    }

    private String answer(InventedAccount author, String language, SplittableRandom random) {
        StringBuilder text = new StringBuilder(USUAL_LENGTH);
        if (language.equals("en")) {
            if (random.nextInt(3) > 0) {
                reply.say(text, author, random);
                text.append(' ');
            }
            topic(author.hobby()).sentence.say(text, author, random);
        } else {
            inAnotherLanguage(text, language, author, random);
        }
        return text.toString();
    }

    private String statement(InventedAccount author, String language, SplittableRandom random) {
        StringBuilder text = new StringBuilder(USUAL_LENGTH);
        Topic topic = topic(random.nextInt(6) == 0 ? author.secondHobby() : author.hobby());
        if (language.equals("en")) {
            inEnglish(text, topic, author, random);
        } else {
            inAnotherLanguage(text, language, author, random);
        }
        if (random.nextInt(6) == 0) {
            topic.tag.say(text.append(' '), author, random);
        }
        if (random.nextDouble() < author.emoji()) {
            topic.emoji.say(text.append(' '), author, random);
        }
        return text.toString();
    }

    private void inEnglish(StringBuilder text, Topic topic, InventedAccount author, SplittableRandom random) {
        int what = random.nextInt(20);
        if (what < 2) {
            dreaming.say(text, author, random);
            topic.dream.say(text.append(' '), author, random);
            text.append('.');
        } else {
            (what < 5 ? life : topic.sentence).say(text, author, random);
        }
        while (text.length() < LONGEST_START && random.nextInt(5) < 2) {
            String gap = random.nextInt(8) == 0 ? "\n\n" : " ";
            (random.nextInt(3) == 0 ? topic.sentence : comment).say(text.append(gap), author, random);
        }
        if (text.length() < LONGEST_START && random.nextInt(20) == 0) {
            closer.say(text.append(' '), author, random);
        }
    }

    private void inAnotherLanguage(StringBuilder text, String language, InventedAccount author, SplittableRandom random) {
        Part sentence = phrases.part(language);
        sentence.say(text, author, random);
        if (random.nextInt(10) > 0) { // there are fewer of them than in English
            sentence.say(text.append(' '), author, random);
        }
    }

    private Topic topic(String hobby) {
        return topics.computeIfAbsent(hobby, name -> new Topic(phrases.part(name), phrases.part(name + "-dream"),
                phrases.part(name + "-tags"), phrases.part(name + "-emoji")));
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_RETWEET ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_RETWEET - 1)) + "…";
    }

    /** {@return a number of likes, of which few tweets have many} */
    private static int likes(InventedAccount author, SplittableRandom random) {
        return (int) Math.min(MOST_LIKES, author.popularity() * (Math.pow(1.000001 - random.nextDouble(), -0.7) - 0.7));
    }

    private static String link(SplittableRandom random) {
        StringBuilder link = new StringBuilder(" https://t.co/");
        for (int i = 0; i < 10; i++) {
            link.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return link.toString();
    }
}

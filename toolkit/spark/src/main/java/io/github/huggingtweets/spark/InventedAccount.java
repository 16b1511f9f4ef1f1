package io.github.huggingtweets.spark;

import com.fasterxml.jackson.core.io.SerializedString;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Who writes, and how.
 *
 * @param number distinguishes the account; the smaller, the more it tweets
 * @param handle the handle
 * @param name the display name
 * @param town where the author lives
 * @param hobby what most of the tweets are about
 * @param secondHobby what others are about
 * @param language the code of the language
 * @param app what the author posts with, as X writes it
 * @param retweets the share of retweets
 * @param replies the share of replies
 * @param links the share of tweets with a link
 * @param emoji the share of tweets with an emoji
 * @param firstDay the first day with a tweet, counted from 1970
 * @param days the number of days until the last one
 * @param growth more than 1 if the later days have more tweets, less than 1 if the earlier ones have
 * @param wakes the hour, in UTC, at which the author wakes up
 * @param popularity the likes of a usual tweet
 * @param people the number of people that may be somebody's friend
 */
record InventedAccount(int number, String handle, String name, String town, String hobby, String secondHobby, String language,
        SerializedString app, double retweets, double replies, double links, double emoji, long firstDay, int days, double growth,
        int wakes,
        double popularity, int people) {

    private static final String[] FIRST_NAMES =
            ("Ada Ben Clara Dan Elsa Finn Greta Hugo Ida Jonas Kaya Leo Mira Nils Olga Paul Rosa"
                    + " Sven Tilda Umar Vera Willem Yara Zoe Anna Bruno Carla David Emma Felix Gina Hans Iris Jan Karin Lars Marta Noah Otto"
                    + " Pia Ravi Sara Tom Ulla Viktor Wanda Yusuf Zita Alma Boris Celia Dora Enzo Frida Goran Hana Igor Julia Kim Lena")
                    .split(" ");
    private static final String[] LAST_NAMES = ("Novak Silva Berg Moreau Okafor Lindqvist Rossi Keller Walsh Tanaka Jansen Costa"
            + " Petrov Haas Ferreira Dahl Murphy Laurent Weber Kowalska Ortega Nilsen Brandt Marino").split(" ");
    /** What stands in a handle beside the first name, each with the hobby that it tells of. */
    private static final String[][] CALLINGS = {{"bakes", "baking"}, {"birds", "birds"}, {"rides", "cycling"},
        {"stars", "stars"}, {"grows", "garden"}, {"goals", "football"}, {"codes", "code"}, {"reads", "books"},
        {"plays", "music"}, {"hikes", "hills"}, {"brews", "coffee"}, {"rails", "trains"}, {"bread", "baking"},
        {"wings", "birds"}, {"spokes", "cycling"}, {"nights", "stars"}, {"seeds", "garden"}, {"kicks", "football"},
        {"bugs", "code"}, {"pages", "books"}, {"tunes", "music"}, {"peaks", "hills"}, {"beans", "coffee"}, {"tracks", "trains"}};
    private static final String[] LANGUAGES = "en en en en en en en en en en en en en en en en es es de fr ja".split(" ");
    private static final SerializedString[] APPS = Stream.of("Twitter Web App", "Twitter for Android", "Twitter for iPhone")
            .map(app -> new SerializedString("<a href=\"https://x.example\" rel=\"nofollow\">" + app + "</a>"))
            .toArray(SerializedString[]::new);

    private static final LocalDate FIRST = LocalDate.of(2019, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2025, 12, 31);
    private static final int FRIENDS = 12;

    /**
     * Invents an account.
     *
     * @param number its number, of which the handle depends alone
     * @param random for all else
     * @param towns where people live
     * @param people the number of people that may be somebody's friend
     */
    static InventedAccount of(int number, SplittableRandom random, List<String> towns, int people) {
        String[] calling = CALLINGS[calling(number)];
        String first = FIRST_NAMES[number % FIRST_NAMES.length];
        String language = LANGUAGES[random.nextInt(LANGUAGES.length)];
        long start =
                FIRST.toEpochDay() + (int) (random.nextDouble() * random.nextDouble() * (LAST.toEpochDay() - FIRST.toEpochDay()));
        int longest = (int) (LAST.toEpochDay() - start);
        return new InventedAccount(number, handle(number), first + " " + LAST_NAMES[random.nextInt(LAST_NAMES.length)],
                towns.get(random.nextInt(towns.size())), calling[1], CALLINGS[random.nextInt(CALLINGS.length)][1], language,
                APPS[random.nextInt(APPS.length)], 0.3 * random.nextDouble(), 0.1 + 0.3 * random.nextDouble(),
                0.05 + 0.3 * random.nextDouble(), 0.3 * random.nextDouble(), start,
                random.nextInt(3) == 0 ? random.nextInt(longest / 2, longest + 1) : longest, 0.6 + 0.9 * random.nextDouble(),
                3 + random.nextInt(7), 2 / Math.pow(1.001 - random.nextDouble(), 0.8), people);
    }

    /** {@return the handle, of which each number has another one: name and calling are numbered row by row, each row shifted by one} */
    static String handle(int number) {
        int row = number / FIRST_NAMES.length / CALLINGS.length;
        return FIRST_NAMES[number % FIRST_NAMES.length].toLowerCase(Locale.ROOT) + "_" + CALLINGS[calling(number)][0]
                + (row == 0 ? "" : row + 1);
    }

    private static int calling(int number) {
        return (number / FIRST_NAMES.length + number % FIRST_NAMES.length) % CALLINGS.length;
    }

    /** {@return the handle of somebody whom the author knows, some more often than others} */
    String friend(SplittableRandom random) {
        return handle(friendNumber(random));
    }

    int friendNumber(SplittableRandom random) {
        double chance = random.nextDouble();
        int friend = (int) (FRIENDS * chance * chance);
        int other = (int) ((number * 31L + friend * friend * 17L) % people);
        return other == number ? (other + 1) % people : other;
    }
}

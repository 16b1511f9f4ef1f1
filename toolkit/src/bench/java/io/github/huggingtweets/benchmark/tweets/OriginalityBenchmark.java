package io.github.huggingtweets.benchmark.tweets;

import io.github.huggingtweets.benchmark.Contestant;
import io.github.huggingtweets.benchmark.JavaCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * How fast copied words are found, beside a Python program that finds the same with a sorted list. Python and the toolkit run in
 * processes of their own, in turn. What they find is compared.
 */
final class OriginalityBenchmark {

    static final String INDEX = "index";
    static final String CHECK = "check";

    private static final int CHECKED = 1_000;
    private static final Path SCRIPT = Path.of("toolkit/src/bench/python/find_copies.py");
    private static final int WARM_UP_ROUNDS = 3;

    private static final Pattern WITHOUT_SPACES = Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]");

    private final String python;
    private final Path folder;
    private final int rounds;
    private final List<String> tweets;
    private final List<String> texts = new ArrayList<>();

    /**
     * @param python the command that starts Python
     * @param folder where files may be written
     * @param rounds the number of rounds that count, after some that do not
     * @param tweets the training tweets
     */
    OriginalityBenchmark(String python, Path folder, int rounds, List<String> tweets) {
        this.python = python;
        this.folder = folder;
        this.rounds = rounds;
        this.tweets = tweets;
        Random random = new Random(1);
        for (int i = 0; i < CHECKED; i++) { // each a tweet, and from the middle on mostly another one
            String tweet = tweets.get(random.nextInt(tweets.size()));
            String other = tweets.get(random.nextInt(tweets.size()));
            texts.add(i % 10 == 0 ? tweet : tweet.substring(0, tweet.length() / 2) + other.substring(other.length() / 2));
        }
    }

    /** {@return those tweets that both sides cut into the same words: Python has no dictionaries for scripts without spaces} */
    static List<String> comparable(List<String> tweets) {
        return tweets.stream().filter(tweet -> !WITHOUT_SPACES.matcher(tweet).find()).toList();
    }

    /** {@return the number of tweets, or of texts to check} */
    int amount(String work) {
        return work.equals(INDEX) ? tweets.size() : texts.size();
    }

    /**
     * Measures.
     *
     * @param work {@value #INDEX} or {@value #CHECK}
     * @return the times of each round by contestant, Python first
     * @throws IOException if a contestant fails
     * @throws AssertionError if the toolkit and Python find different copies
     */
    Map<String, List<Contestant.Time>> measure(String work) throws IOException {
        String tweetsFile = JsonLines.write(tweets, folder.resolve("tweets.jsonl")).toString();
        String textsFile = JsonLines.write(texts, folder.resolve("checked.jsonl")).toString();
        Path theirs = folder.resolve("copies-python.jsonl");
        Path ours = folder.resolve("copies.jsonl");
        Map<String, Contestant> contestants = new LinkedHashMap<>();
        try {
            contestants.put(CleaningBenchmark.PYTHON,
                    new Contestant(List.of(python, SCRIPT.toString(), work, tweetsFile, textsFile, theirs.toString())));
            int most = work.equals(INDEX) ? Runtime.getRuntime().availableProcessors() : 1; // texts are checked one by one
            for (int cores = 1; cores <= most; cores *= 2) {
                contestants.put(CleaningBenchmark.toolkit(cores), new Contestant(JavaCommand.of(OriginalityWorker.class,
                        CleaningBenchmark.options(cores), work, tweetsFile, textsFile, ours.toString())));
            }
            Map<String, List<Contestant.Time>> times = Contestant.takeTurns(contestants, WARM_UP_ROUNDS, rounds);
            if (work.equals(CHECK)) {
                requireSame(JsonLines.read(ours, List.class), JsonLines.read(theirs, List.class));
            }
            return times;
        } finally {
            contestants.values().forEach(Contestant::close);
        }
    }

    private void requireSame(List<?> ours, List<?> theirs) {
        for (int i = 0; i < texts.size(); i++) {
            if (!ours.get(i).equals(theirs.get(i))) {
                throw new AssertionError("In \"%s\" the toolkit finds copied words and whole tweets as %s, and Python as %s."
                        .formatted(texts.get(i), ours.get(i), theirs.get(i)));
            }
        }
    }
}

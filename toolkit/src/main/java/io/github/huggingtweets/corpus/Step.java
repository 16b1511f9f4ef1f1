package io.github.huggingtweets.corpus;

import io.github.huggingtweets.sources.Author;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One step on the way from the tweets of a source to those that a model learns from.
 *
 * @param whose whose tweets it was applied to, such as {@code @ada}, or {@code @ada & @bob} for both at once
 * @param name what was done, such as {@code Without replies}
 * @param before the number of tweets that came in
 * @param removed the number of tweets that it took out
 * @param changed the number of tweets that it left in with another text
 */
public record Step(String whose, String name, int before, int removed, int changed) {

    /** The name of the step that takes nothing out: what a source had. */
    public static final String BEGINNING = "All tweets";

    private static final int NAMED = 3;

    public Step {
        Objects.requireNonNull(whose, "whose");
        Objects.requireNonNull(name, "name");
        if (removed < 0 || changed < 0 || (long) removed + changed > before) {
            throw new IllegalArgumentException(
                    "A step cannot take out %d and change %d of %d tweets".formatted(removed, changed, before));
        }
    }

    /** {@return the step that all tweets of a source begin with} */
    public static Step beginning(List<Author> authors, int tweets) {
        return new Step(whose(authors), BEGINNING, tweets, 0, 0);
    }

    /** {@return a step that takes tweets out} */
    public static Step removing(List<Author> authors, String name, int before, int after) {
        return new Step(whose(authors), name, before, before - after, 0);
    }

    /** {@return the two steps that leave out what a model does not learn from} */
    static Step[] cleaning(List<Author> authors, Figures figures) {
        int own = figures.downloaded() - figures.retweets();
        return new Step[] {removing(authors, "Retweets", figures.downloaded(), own),
            removing(authors, "Short tweets", own, figures.kept())};
    }

    /** {@return a step that changes the texts of some tweets} */
    static Step changing(List<Author> authors, String name, int tweets, int changed) {
        return new Step(whose(authors), name, tweets, 0, changed);
    }

    /** {@return the number of tweets that remained} */
    public int after() {
        return before - removed;
    }

    /** {@return people by their handles, or how many they are where the handles would fill lines} */
    private static String whose(List<Author> authors) {
        return authors.size() > NAMED ? String.format(Locale.ENGLISH, "%,d people", authors.size())
                : authors.stream().map(author -> "@" + author.handle()).collect(Collectors.joining(" & "));
    }
}

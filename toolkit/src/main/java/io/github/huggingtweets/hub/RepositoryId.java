package io.github.huggingtweets.hub;

import java.util.regex.Pattern;

/**
 * A model's repository on the Hub, at a revision.
 *
 * @param name such as {@code gpt2} or {@code huggingtweets/kirsten3531}
 * @param revision a branch, a tag or a commit hash
 */
public record RepositoryId(String name, String revision) {

    /** The default revision. */
    public static final String MAIN = "main";

    private static final String PART = "[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,94}[A-Za-z0-9_])?";
    private static final Pattern NAME = Pattern.compile("(?:" + PART + "/)?" + PART);
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    /** What git allows in the name of a branch or tag (git-check-ref-format), without characters that are unsafe in a path. */
    private static final Pattern REVISION = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+/#=-]{0,254}");

    /**
     * Checks a name and a revision.
     *
     * @param name the name
     * @param revision the revision
     * @throws IllegalArgumentException if the Hub does not allow such a name or revision
     */
    public RepositoryId {
        if (!NAME.matcher(name).matches() || name.contains("--") || name.contains("..") || name.endsWith(".git")) {
            throw new IllegalArgumentException(("\"%s\" is no name of a model on the Hub; such names are like gpt2 or"
                    + " huggingtweets/kirsten3531").formatted(name));
        }
        if (!REVISION.matcher(revision).matches() || revision.contains("..") || revision.contains("//")
                || revision.endsWith("/")) {
            throw new IllegalArgumentException(
                    "\"%s\" is no revision; name a branch, a tag or a commit of %s".formatted(revision, name));
        }
    }

    /**
     * Reads a name with or without a revision.
     *
     * @param text such as {@code gpt2}, {@code huggingtweets/kirsten3531} or {@code gpt2@v1.0}
     * @return the repository, at the revision after {@code @} or else at {@link #MAIN}
     * @throws IllegalArgumentException if it is not a valid name
     */
    public static RepositoryId of(String text) {
        int at = text.indexOf('@');
        return at < 0 ? new RepositoryId(text, MAIN) : new RepositoryId(text.substring(0, at), text.substring(at + 1));
    }

    /** {@return the account or organization that has the repository; empty for models of the early Hub, such as {@code gpt2}} */
    String owner() {
        return name.contains("/") ? name.substring(0, name.indexOf('/')) : "";
    }

    /** {@return whether the revision is a commit hash, which always points to the same commit} */
    public boolean isCommit() {
        return COMMIT.matcher(revision).matches();
    }

    /**
     * Chooses another revision.
     *
     * @param other a branch, a tag or a commit hash
     * @return the same repository at that revision
     * @throws IllegalArgumentException if it is not a valid revision
     */
    public RepositoryId at(String other) {
        return new RepositoryId(name, other);
    }

    @Override
    public String toString() {
        return revision.equals(MAIN) ? name : name + "@" + revision;
    }
}

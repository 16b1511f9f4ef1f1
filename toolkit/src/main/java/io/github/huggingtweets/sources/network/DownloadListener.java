package io.github.huggingtweets.sources.network;

import java.util.ServiceLoader;

/**
 * Is told how a download goes on. An instance serves one download, of one account or several after another. In a notebook and in
 * a terminal there is one without anybody's doing; {@code ServiceLoader} finds others.
 */
public interface DownloadListener {

    /** {@return whether this listener can show anything where the program runs now, a notebook say} */
    default boolean isAvailable() {
        return true;
    }

    /**
     * Called with what a person should know: which network was picked, that the tweets come from the cache and from when they
     * are, that a download stopped early.
     *
     * @param note one sentence or two
     */
    default void onNote(String note) {}

    /**
     * Called when an account was found, after every page of tweets, each second of a pause, and in the end.
     *
     * @param progress how far the download has come; {@code toString()} says it in one line
     */
    void onProgress(DownloadProgress progress);

    /** {@return a listener that shows something where the program runs: one that {@code ServiceLoader} finds, or the terminal's} */
    static DownloadListener standard() {
        return ServiceLoader.load(DownloadListener.class, DownloadListener.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(DownloadListener::isAvailable)
                .findFirst()
                .orElseGet(ConsoleProgress::new);
    }
}

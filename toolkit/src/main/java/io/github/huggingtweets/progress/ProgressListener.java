package io.github.huggingtweets.progress;

import java.util.ServiceLoader;

/**
 * Is told how something that takes long goes on. {@link #standard()} shows it in a notebook or a terminal. {@code ServiceLoader}
 * finds displays for other places: name their classes in
 * {@code META-INF/services/io.github.huggingtweets.progress.ProgressListener}.
 */
public interface ProgressListener {

    /**
     * Finds the display for the place where the program runs: the first available one of {@code ServiceLoader}, or else the
     * terminal's. It changes at most five times a second.
     *
     * @return a new listener
     */
    static ProgressListener standard() {
        return new Throttled(ServiceLoader.load(ProgressListener.class, ProgressListener.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(ProgressListener::isAvailable)
                .findFirst()
                .orElseGet(ConsoleProgress::new));
    }

    /** {@return whether this listener can show anything where the program runs now, such as in a notebook} */
    default boolean isAvailable() {
        return true;
    }

    /**
     * Called with what a person should know: that tweets come from the cache, that another program is downloading the same file,
     * that a training was stopped.
     *
     * @param note one sentence or two
     */
    default void onNote(String note) {}

    /**
     * Called whenever something has come further, and in the end; on the thread that does the work.
     *
     * @param progress how far it has come
     */
    void onProgress(Progress progress);
}

package io.github.huggingtweets.hub;

import java.util.ServiceLoader;

/**
 * Is told how downloads from the Hub go on. In a notebook and in a terminal there is one without anybody's doing;
 * {@code ServiceLoader} finds others.
 */
public interface HubListener {

    /** {@return whether this listener can show anything where the program runs now, a notebook say} */
    default boolean isAvailable() {
        return true;
    }

    /**
     * Called with what a person should know: that the Hub was not reached and the cache is used, that another program is
     * downloading the same file.
     *
     * @param note one sentence or two
     */
    default void onNote(String note) {}

    /**
     * Called several times a second while files come, when something has to be waited for, and in the end; on the thread that
     * asked for the files. Not called where the cache has everything.
     *
     * @param progress how far it is; {@code toString()} says it in one line
     */
    void onProgress(HubProgress progress);

    /** {@return a listener that shows something where the program runs: that of {@code ServiceLoader}, or the terminal's} */
    static HubListener standard() {
        return ServiceLoader.load(HubListener.class, HubListener.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(HubListener::isAvailable)
                .findFirst()
                .orElseGet(ConsoleProgress::new);
    }
}

package io.github.huggingtweets.training;

import java.util.ServiceLoader;

/** Is told how a training goes on. An instance serves one training. */
public interface TrainingListener {

    /** {@return one that shows a bar in a notebook, or a line in a terminal} */
    static TrainingListener standard() {
        return ServiceLoader.load(TrainingListener.class, TrainingListener.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(TrainingListener::isAvailable)
                .findFirst()
                .orElseGet(ConsoleProgress::new);
    }

    /** {@return whether this listener can show anything where the program runs now, a notebook say} */
    default boolean isAvailable() {
        return true;
    }

    /**
     * Called with what a person should know: before the first step where the tweets are few, and at the end where the training
     * is stopped or the bot gets earlier weights.
     *
     * @param message a sentence
     */
    default void onWarning(String message) {}

    /**
     * Called after every optimizer step, on the training thread.
     *
     * @param progress how far the training has come
     */
    void onStep(Progress progress);
}

package io.github.huggingtweets.training;

/** Is told how a training goes on. An instance serves one training. */
public interface TrainingListener {

    /** {@return whether this listener can show anything where the program runs now, a notebook say} */
    default boolean isAvailable() {
        return true;
    }

    /**
     * Called when the result may disappoint: before the first step where the tweets are few, or when the training is stopped.
     *
     * @param message why, in a sentence
     */
    default void onWarning(String message) {}

    /**
     * Called after every optimizer step, on the training thread.
     *
     * @param progress how far the training has come
     */
    void onStep(Progress progress);
}

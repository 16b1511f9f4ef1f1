package io.github.huggingtweets.training;

import io.github.huggingtweets.progress.ProgressListener;

/**
 * Is told what happens in a training, step by step: for a chart, a tracker, or a display of one's own. An instance serves one
 * training.
 */
public interface TrainingListener {

    /** {@return one that shows the training as a bar in a notebook, or as a line in a terminal} */
    static TrainingListener standard() {
        ProgressListener display = ProgressListener.standard();
        return new TrainingListener() {
            @Override
            public void onWarning(String message) {
                display.onNote(message);
            }

            @Override
            public void onStep(TrainingProgress progress) {
                display.onProgress(progress);
            }
        };
    }

    /**
     * Called with what a person should know: before the first step that the tweets are few, and at the end that the training
     * was stopped or that the bot gets earlier weights.
     *
     * @param message a sentence
     */
    default void onWarning(String message) {}

    /**
     * Called after every optimizer step, on the training thread.
     *
     * @param progress how far the training has come
     */
    void onStep(TrainingProgress progress);
}

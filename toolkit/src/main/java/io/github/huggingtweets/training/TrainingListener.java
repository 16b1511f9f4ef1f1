package io.github.huggingtweets.training;

import io.github.huggingtweets.progress.ProgressListener;

/**
 * Follows a training step by step, for example to draw a chart, to feed a tracker, or to show the progress in another way. An
 * instance serves one training.
 */
public interface TrainingListener {

    /** {@return a listener that shows the training as a bar in a notebook, or as a line in a terminal} */
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

            @Override
            public void onEnd(TrainingProgress progress) {
                display.onProgress(progress);
            }
        };
    }

    /**
     * Called with a message for the user: before the first step if there are few tweets, and at the end if the bot gets the weights
     * of an earlier step.
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

    /**
     * Called once when a training that has taken a step has ended: after its last step, or when it was stopped, ended early or
     * failed. A complete training that is resumed takes no further step, and calls only this.
     *
     * @param progress how far the training has come, and how it has ended
     */
    default void onEnd(TrainingProgress progress) {}
}

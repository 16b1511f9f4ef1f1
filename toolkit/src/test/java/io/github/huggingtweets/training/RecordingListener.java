package io.github.huggingtweets.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

/** Records the messages, the steps and the end of a training. */
class RecordingListener implements TrainingListener {

    final List<String> warnings = new ArrayList<>();
    final List<TrainingProgress> steps = new ArrayList<>();
    private final List<TrainingProgress> ends = new ArrayList<>();

    @Override
    public void onWarning(String message) {
        warnings.add(message);
    }

    @Override
    public void onStep(TrainingProgress progress) {
        steps.add(progress);
    }

    @Override
    public void onEnd(TrainingProgress progress) {
        ends.add(progress);
    }

    /** {@return how the training ended, of which it must have told once} */
    TrainingProgress end() {
        assertEquals(1, ends.size());
        return ends.get(0);
    }
}

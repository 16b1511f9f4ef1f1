package io.github.huggingtweets.training;

import java.util.ArrayList;
import java.util.List;

/** Records the messages and the steps of a training. */
class RecordingListener implements TrainingListener {

    final List<String> warnings = new ArrayList<>();
    final List<TrainingProgress> steps = new ArrayList<>();

    @Override
    public void onWarning(String message) {
        warnings.add(message);
    }

    @Override
    public void onStep(TrainingProgress progress) {
        steps.add(progress);
    }
}

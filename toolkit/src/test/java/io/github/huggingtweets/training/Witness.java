package io.github.huggingtweets.training;

import java.util.ArrayList;
import java.util.List;

/** Remembers what it is told of a training. */
class Witness implements TrainingListener {

    final List<String> warnings = new ArrayList<>();
    final List<TrainingProgress> told = new ArrayList<>();

    @Override
    public void onWarning(String message) {
        warnings.add(message);
    }

    @Override
    public void onStep(TrainingProgress progress) {
        told.add(progress);
    }
}

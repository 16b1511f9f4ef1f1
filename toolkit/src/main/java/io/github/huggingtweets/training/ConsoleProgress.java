package io.github.huggingtweets.training;

import io.github.huggingtweets.terminal.ChangingLine;
import java.util.Locale;
import java.util.ServiceLoader;

/** One line in the terminal that changes in place. */
final class ConsoleProgress implements TrainingListener {

    private static final long NANOS_BETWEEN = 500_000_000;

    private final ChangingLine line = new ChangingLine();
    private long latest;

    /** {@return a listener that can show more here, such as that of a notebook, or else a line in the terminal} */
    static TrainingListener unlessElsewhere() {
        return ServiceLoader.load(TrainingListener.class, ConsoleProgress.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(TrainingListener::isAvailable)
                .findFirst()
                .orElseGet(ConsoleProgress::new);
    }

    @Override
    public void onWarning(String message) {
        line.end();
        System.out.println(message);
    }

    @Override
    public void onStep(Progress progress) {
        long now = System.nanoTime();
        if (latest == 0 || now - latest >= NANOS_BETWEEN || progress.isDone()) {
            latest = now;
            line.show(String.format(Locale.ROOT, "step %d of %d, loss %.3f, %,.0f tokens a second, %d:%02d left",
                    progress.step(), progress.totalSteps(), progress.loss(), progress.tokensPerSecond(),
                    progress.remaining().toMinutes(), progress.remaining().toSecondsPart()));
            if (progress.isDone()) {
                line.end();
            }
        }
    }
}

package io.github.huggingtweets.training;

import io.github.huggingtweets.progress.ChangingLine;
import java.util.Locale;
import java.util.OptionalDouble;

/** One line in the terminal that changes in place. */
final class ConsoleProgress implements TrainingListener {

    private static final long NANOS_BETWEEN = 500_000_000;

    private final ChangingLine line = new ChangingLine();
    private long latest;

    @Override
    public void onWarning(String message) {
        line.note(message);
    }

    @Override
    public void onStep(Progress progress) {
        long now = System.nanoTime();
        if (latest == 0 || now - latest >= NANOS_BETWEEN || progress.isDone()) {
            latest = now;
            line.show(String.format(Locale.ROOT, "step %d of %d, loss %.3f%s, %,.0f tokens a second, %d:%02d left",
                    progress.step(), progress.totalSteps(), progress.loss(), heldOut(progress), progress.tokensPerSecond(),
                    progress.remaining().toMinutes(), progress.remaining().toSecondsPart()), progress.isDone());
        }
    }

    private static String heldOut(Progress progress) {
        OptionalDouble loss = progress.heldOutLoss();
        return loss.isPresent() ? String.format(Locale.ROOT, ", %.3f held out", loss.getAsDouble()) : "";
    }
}

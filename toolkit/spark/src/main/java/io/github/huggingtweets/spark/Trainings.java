package io.github.huggingtweets.spark;

/** Counts the trainings of this process, since Spark's scheduler knows cores, but no native memory. */
final class Trainings {

    private static int running;

    private Trainings() {}

    /** {@return whether a training runs} */
    static synchronized boolean run() {
        return running > 0;
    }

    /** Waits until fewer trainings run than may, and counts one more. */
    static synchronized void enter(int atOnce) {
        while (running >= atOnce) {
            try {
                Trainings.class.wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The training was stopped before it began", e);
            }
        }
        running++;
    }

    static synchronized void leave() {
        running--;
        Trainings.class.notifyAll();
    }
}

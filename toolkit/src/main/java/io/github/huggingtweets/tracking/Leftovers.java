package io.github.huggingtweets.tracking;

import io.github.huggingtweets.progress.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/** What earlier runs could not send to a service, in this program or in others that have ended. */
final class Leftovers {

    private static final Duration NO_LIMIT = Duration.ofDays(1);
    /** Those that this program has looked through already. */
    private static final Set<Path> SEEN = new HashSet<>();

    private final Tracker tracker;

    private Leftovers(Tracker tracker) {
        this.tracker = tracker;
    }

    static Leftovers of(Tracker tracker) {
        return new Leftovers(tracker);
    }

    /** Sends them one after the other, without a word, unless this program has done that before. */
    void sendInBackground() {
        synchronized (SEEN) {
            if (!SEEN.add(tracker.outboxes().toAbsolutePath().normalize())) {
                return;
            }
        }
        Thread thread = new Thread(() -> {
            try {
                sendAll(false);
            } catch (IOException | InterruptedException | RuntimeException e) {
                // they wait for the next time, or for somebody who calls Tracker.send()
            }
        }, "Sends earlier runs to " + tracker);
        thread.setDaemon(true);
        thread.start();
    }

    /** Sends them, and what is not sent of the runs of this program, and waits for the end. */
    void send(ProgressListener listener) {
        try {
            int runs = sendAll(true);
            listener.onNote(runs == 0 ? "Nothing waits for %s.".formatted(tracker)
                    : "%,d %s sent to %s.".formatted(runs, runs == 1 ? "run was" : "runs were", tracker));
        } catch (IOException e) {
            throw new TrackingException("The folder %s cannot be read (%s); make it readable"
                    .formatted(tracker.outboxes(), e.getClass().getSimpleName()));
        } catch (InterruptedException e) {
            throw new CancellationException("Stopped while earlier runs were sent to " + tracker + ".");
        }
    }

    /**
     * Sends all, up to the first that cannot be sent.
     *
     * @param alsoRunning whether to send those, too, to which this program adds
     * @return how many were sent
     * @throws TrackingException if one cannot be sent
     */
    private int sendAll(boolean alsoRunning) throws IOException, InterruptedException {
        int runs = 0;
        for (Path folder : folders()) {
            Optional<Delivery> found = Deliveries.openLeftover(tracker.service(), folder);
            if (found.isPresent()) {
                Delivery delivery = found.get();
                try {
                    if (alsoRunning || !Deliveries.isRunning(delivery)) {
                        runs += send(delivery) ? 1 : 0;
                        Optional<String> failure = delivery.failure();
                        if (failure.isPresent()) {
                            throw new TrackingException("%s. What is not sent is kept in %s."
                                    .formatted(failure.get(), tracker.outboxes()));
                        }
                    }
                } finally {
                    Deliveries.closeLeftover(delivery);
                }
            }
        }
        return runs;
    }

    private static boolean send(Delivery delivery) throws InterruptedException {
        if (delivery.outbox().sent() == delivery.outbox().length()) {
            return false;
        }
        delivery.sendNow();
        return delivery.await(delivery.outbox().length(), NO_LIMIT);
    }

    private List<Path> folders() throws IOException {
        if (!Files.isDirectory(tracker.outboxes())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(tracker.outboxes())) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }
}

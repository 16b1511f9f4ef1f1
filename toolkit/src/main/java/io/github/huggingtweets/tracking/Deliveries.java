package io.github.huggingtweets.tracking;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The deliveries of this program, by the folders of their outboxes, so that a training that is resumed finds its own. */
final class Deliveries {

    private static final Map<Path, Open> OPEN = new HashMap<>();

    private static final class Open {

        private final Delivery delivery;
        /** Whether a run of this program adds to its outbox. */
        private boolean isRunning;
        /** How many threads send what is left in it. */
        private int senders;

        Open(Delivery delivery) {
            this.delivery = delivery;
        }
    }

    private Deliveries() {}

    /**
     * Opens an outbox for a run, or finds the one that this program has open.
     *
     * @param outbox its folder
     * @param messages receives sentences for the user
     * @throws IOException if it cannot be used
     */
    static synchronized Delivery open(Service service, Path outbox, Consumer<String> messages) throws IOException {
        Open open = find(service, outbox)
                .orElseThrow(() -> new IOException("another program records the same run in " + outbox));
        open.isRunning = true;
        open.delivery.tell(messages);
        return open.delivery;
    }

    /**
     * Opens an outbox that a run of earlier has left, in order to send it. If its program was killed, the run failed. Several threads
     * may have it open; each {@linkplain #closeLeftover closes} it.
     *
     * @return what sends it; empty if another program has it open
     */
    static synchronized Optional<Delivery> openLeftover(Service service, Path outbox) throws IOException {
        Optional<Open> found = find(service, outbox);
        if (found.isPresent()) {
            Open open = found.get();
            Outbox left = open.delivery.outbox();
            if (!open.isRunning && left.begun().isPresent() && !left.isEnded()) {
                left.add(new Event.Ended(Event.State.FAILED, Instant.now()));
            }
            open.senders++;
        }
        return found.map(open -> open.delivery);
    }

    private static Optional<Open> find(Service service, Path outbox) throws IOException {
        Path folder = folder(outbox);
        if (!OPEN.containsKey(folder)) {
            Outbox.open(folder).ifPresent(opened -> OPEN.put(folder, new Open(new Delivery(service, opened))));
        }
        return Optional.ofNullable(OPEN.get(folder));
    }

    /** {@return whether a run of this program adds to an outbox} */
    static synchronized boolean isRunning(Delivery delivery) {
        return OPEN.get(delivery.outbox().folder()).isRunning;
    }

    /** Closes an outbox that an earlier run has left, unless the run goes on or others send it, and removes it if it is old. */
    static synchronized void closeLeftover(Delivery delivery) throws IOException {
        Path folder = delivery.outbox().folder();
        Open open = OPEN.get(folder);
        open.senders--;
        if (!open.isRunning && open.senders == 0) {
            OPEN.remove(folder);
            delivery.close();
            delivery.outbox().removeIfOld(Instant.now());
            delivery.outbox().close();
        }
    }

    private static Path folder(Path outbox) {
        return outbox.toAbsolutePath().normalize();
    }
}

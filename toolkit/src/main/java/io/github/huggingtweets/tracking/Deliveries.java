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

    /** A delivery, and whether a run of this program adds to its outbox. */
    private record Open(Delivery delivery, boolean isRunning) {}

    private Deliveries() {}

    /**
     * Opens an outbox for a run, or finds the one that this program has open.
     *
     * @param outbox its folder
     * @param messages receives sentences for the user
     * @throws IOException if it cannot be used
     */
    static synchronized Delivery open(Service service, Path outbox, Consumer<String> messages) throws IOException {
        Delivery delivery = find(service, outbox)
                .orElseThrow(() -> new IOException("another program records the same run in " + outbox));
        OPEN.put(folder(outbox), new Open(delivery, true));
        delivery.tell(messages);
        return delivery;
    }

    /**
     * Opens an outbox that a run of earlier has left, in order to send it. If its program was killed, the run failed.
     *
     * @return what sends it; empty if another program has it open
     */
    static synchronized Optional<Delivery> openLeftover(Service service, Path outbox) throws IOException {
        Optional<Delivery> delivery = find(service, outbox);
        if (delivery.isPresent() && !OPEN.get(folder(outbox)).isRunning()) {
            Outbox left = delivery.get().outbox();
            if (left.begun().isPresent() && !left.isEnded()) {
                left.add(new Event.Ended(Event.State.FAILED, Instant.now()));
            }
        }
        return delivery;
    }

    private static Optional<Delivery> find(Service service, Path outbox) throws IOException {
        Path folder = folder(outbox);
        if (!OPEN.containsKey(folder)) {
            Outbox.open(folder).ifPresent(opened -> OPEN.put(folder, new Open(new Delivery(service, opened), false)));
        }
        return Optional.ofNullable(OPEN.get(folder)).map(Open::delivery);
    }

    /** {@return whether a run of this program adds to an outbox} */
    static synchronized boolean isRunning(Delivery delivery) {
        return OPEN.get(delivery.outbox().folder()).isRunning();
    }

    /** Closes an outbox that an earlier run has left, unless the run goes on, and removes it if it is old. */
    static synchronized void closeLeftover(Delivery delivery) throws IOException {
        Path folder = delivery.outbox().folder();
        if (!OPEN.get(folder).isRunning()) {
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

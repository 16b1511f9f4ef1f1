package io.github.huggingtweets.tracking;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A service inside the test, which takes events as a test wants it to. */
class RecordingService implements Service {

    /** Takes some events, or refuses them. */
    interface Taking {

        void take(List<Event> events) throws SendFailure, InterruptedException;
    }

    private final List<List<Event>> taken = new ArrayList<>();
    volatile Taking taking = events -> {};
    volatile int opened;
    volatile int closed;

    @Override
    public String name() {
        return "Notebook";
    }

    @Override
    public String folder() {
        return "notebook";
    }

    @Override
    public String project() {
        return "herons";
    }

    @Override
    public Sender sender(Path outbox) {
        opened++;
        return new Sender() {
            private Optional<String> address = Optional.empty();

            @Override
            public void send(List<Event> events) throws SendFailure, InterruptedException {
                taking.take(events);
                synchronized (taken) {
                    taken.add(events);
                }
                if (events.get(0) instanceof Event.Begun begun) {
                    address = Optional.of("notebook:" + begun.run());
                }
            }

            @Override
            public Optional<String> address() {
                return address;
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }

    /** {@return what was sent at once, in order} */
    List<List<Event>> batches() {
        synchronized (taken) {
            return List.copyOf(taken);
        }
    }

    /** {@return all events that were sent, in order} */
    List<Event> events() {
        return batches().stream().flatMap(List::stream).toList();
    }

    /** {@return what happens when a service is in some state} */
    static Taking failing(SendFailure.Then then, String message) {
        return events -> {
            throw new SendFailure(then, message, null);
        };
    }

    Tracker tracker(Path cache) {
        return tracker(cache, UnaryOperator.identity());
    }

    Tracker tracker(Path cache, UnaryOperator<Tracker> settings) {
        return settings.apply(Tracker.of(this).cacheIn(cache));
    }
}

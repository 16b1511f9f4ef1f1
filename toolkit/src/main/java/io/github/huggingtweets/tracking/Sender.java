package io.github.huggingtweets.tracking;

import java.util.List;
import java.util.Optional;

/**
 * Sends one run to one service. One thread calls it, not that of the training, with the events in order. The first event is the
 * run's {@link Event.Begun}, also when an earlier sender has sent it: then the sender goes on with the run that the service has.
 */
interface Sender extends AutoCloseable {

    /**
     * Sends events. An event that was sent before must do no harm, since it comes again if the program was killed before it could note
     * that it was sent.
     *
     * @param events one event; or several {@link Event.Metrics}, or several {@link Event.Table}s
     * @throws SendFailure if they were not sent, or not all of them
     * @throws InterruptedException if the thread is interrupted
     */
    void send(List<Event> events) throws SendFailure, InterruptedException;

    /** {@return where people look at the run, once the service has it; without any user info} */
    Optional<String> address();

    /** Ends what this sender has opened, such as a helper process. What was sent stays. */
    @Override
    void close();
}

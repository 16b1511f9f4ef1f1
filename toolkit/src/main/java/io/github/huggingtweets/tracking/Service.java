package io.github.huggingtweets.tracking;

import java.nio.file.Path;

/** A service that records runs, such as one MLflow server. */
interface Service {

    /** {@return the name that people know it by, such as {@code MLflow}} */
    String name();

    /**
     * {@return the name of the folder with the outboxes of all runs that go to this service} What one object of this service could not
     * send, another one with the same name will: it must say which service it is, and may not hold a secret.
     */
    String folder();

    /** {@return the project or experiment that new runs belong to} */
    String project();

    /**
     * Makes what sends one run.
     *
     * @param outbox the folder of the run's outbox, in which the sender may keep files of its own
     * @return the sender, whose first event is the run's {@link Event.Begun}
     */
    Sender sender(Path outbox);
}

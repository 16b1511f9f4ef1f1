package io.github.huggingtweets.tracking;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends what is in an outbox, on a thread of its own, while others add to it. If the service does not answer, it tries again after a
 * while, which gets longer with each failure. It says once what is wrong.
 */
final class Delivery {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
    /** How long measurements are collected before they are sent together. */
    private static final Duration COLLECTED = Duration.ofSeconds(1);
    /** After this time without events the sender is closed, which ends its helper process if it has one. */
    private static final Duration IDLE = Duration.ofSeconds(10);
    /** How long the thread may take to end after it was interrupted. */
    private static final Duration ENDING = Duration.ofSeconds(5);

    private final Service service;
    private final Outbox outbox;
    private Consumer<String> messages = message -> {};
    private final ScheduledThreadPoolExecutor thread;
    private ScheduledFuture<?> next;
    private Sender sender;
    private Duration pause = FIRST_PAUSE;
    private final Set<SendFailure.Then> told = EnumSet.noneOf(SendFailure.Then.class);
    private Optional<String> failure = Optional.empty();
    private boolean failing;
    private boolean kept;
    private volatile Optional<String> address = Optional.empty();

    /** Prepares to send. */
    Delivery(Service service, Outbox outbox) {
        this.service = service;
        this.outbox = outbox;
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "Sends to " + service.name());
            made.setDaemon(true);
            return made;
        });
        thread.setKeepAliveTime(2 * IDLE.toMillis(), TimeUnit.MILLISECONDS);
        thread.allowCoreThreadTimeOut(true);
        thread.setRemoveOnCancelPolicy(true);
    }

    /**
     * Sets who is told what is wrong.
     *
     * @param listener receives sentences for the user, on the thread of this delivery
     */
    synchronized void tell(Consumer<String> listener) {
        messages = listener;
        told.clear();
    }

    Outbox outbox() {
        return outbox;
    }

    /** {@return where people look at the run, if the service has it} */
    Optional<String> address() {
        return address;
    }

    /** Sends new events soon, together with those that follow in the next moment. */
    synchronized void sendSoon() {
        if (!failing && !kept) {
            schedule(COLLECTED, false);
        }
    }

    /** Sends all events now, unless it failed a moment ago. */
    synchronized void flush() {
        if (!failing && !kept) {
            schedule(Duration.ZERO, true);
        }
    }

    /** Sends all events now, also if it failed a moment ago. */
    synchronized void sendNow() {
        kept = false;
        failing = false;
        schedule(Duration.ZERO, true);
    }

    private synchronized void schedule(Duration delay, boolean replaces) {
        if (next != null && !next.isDone()) {
            if (!replaces && next.getDelay(TimeUnit.NANOSECONDS) <= delay.toNanos()) {
                return;
            }
            next.cancel(false);
        }
        next = thread.schedule(this::send, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void send() {
        synchronized (this) {
            next = null; // what is added from now on may come too late for this task
        }
        try {
            sendAll();
            synchronized (this) {
                failing = false;
                pause = FIRST_PAUSE;
                notifyAll();
            }
            thread.schedule(this::closeIfIdle, IDLE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (SendFailure e) {
            closeSender();
            failed(e.getMessage(), e.then());
        } catch (IOException e) {
            closeSender();
            failed("The events in %s cannot be read (%s)".formatted(outbox.folder(), e.getClass().getSimpleName()),
                    SendFailure.Then.KEEP);
        } catch (InterruptedException e) {
            closeSender(); // the thread ends, and the next event makes another one
        } catch (RuntimeException e) {
            closeSender();
            failed("The tracker for %s failed with %s".formatted(service.name(), e.getClass().getSimpleName()),
                    SendFailure.Then.KEEP);
        }
    }

    private void sendAll() throws SendFailure, IOException, InterruptedException {
        Optional<Outbox.Waiting> waiting = outbox.next();
        while (waiting.isPresent()) {
            open();
            if (!waiting.get().events().isEmpty()) {
                sendOrLeaveOut(waiting.get().events());
            }
            outbox.sent(waiting.get());
            address = sender.address().or(() -> address);
            synchronized (this) {
                notifyAll();
            }
            waiting = outbox.next();
        }
    }

    private void sendOrLeaveOut(List<Event> events) throws SendFailure, InterruptedException {
        try {
            sender.send(events);
        } catch (SendFailure e) {
            if (e.then() != SendFailure.Then.SKIP) {
                throw e;
            }
            say(e.then(), e.getMessage() + ". This is left out; the rest goes on");
        }
    }

    private void open() throws SendFailure, IOException, InterruptedException {
        if (sender == null) {
            sender = service.sender(outbox.folder());
            sendOrLeaveOut(List.of(outbox.begun().orElseThrow(() -> new IOException("no beginning"))));
            address = sender.address();
        }
    }

    private synchronized void closeIfIdle() {
        if ((next == null || next.isDone()) && sender != null && outbox.sent() == outbox.length()) {
            closeSender();
        }
    }

    private void closeSender() {
        if (sender != null) {
            try {
                sender.close();
            } catch (RuntimeException e) {
                // what was sent stays
            }
            sender = null;
        }
    }

    private synchronized void failed(String why, SendFailure.Then then) {
        boolean triesAgain = then == SendFailure.Then.RETRY;
        failing = true;
        failure = Optional.of(why);
        kept = !triesAgain;
        say(then, "%s. What is not sent is kept in %s, and is sent %s".formatted(why, outbox.folder(), triesAgain
                ? "when it answers" : "when a tracker for %s is next used".formatted(service.name())));
        if (triesAgain) {
            schedule(pause, true);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
        notifyAll();
    }

    private synchronized void say(SendFailure.Then kind, String sentence) {
        if (told.add(kind)) {
            messages.accept(sentence + ".");
        }
    }

    /** {@return why events were not sent when that was last tried; empty if they were} */
    synchronized Optional<String> failure() {
        return failing ? failure : Optional.empty();
    }

    /** {@return whether events wait, and nothing keeps them from being sent} */
    synchronized boolean isSending() {
        return outbox.sent() < outbox.length() && !failing && !kept;
    }

    /** Ends the thread and what the sender has opened. What is not sent stays in the outbox. */
    void close() {
        thread.shutdownNow();
        try {
            if (thread.awaitTermination(ENDING.toMillis(), TimeUnit.MILLISECONDS)) {
                closeSender(); // unless the thread did, which no longer uses it
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits until events are sent, or sending fails.
     *
     * @param length the number of bytes of the outbox up to these events
     * @param most how long to wait at most
     * @return whether they are sent
     * @throws InterruptedException if the thread is interrupted
     */
    synchronized boolean await(long length, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (outbox.sent() < length && isSending()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return outbox.sent() >= length;
    }
}

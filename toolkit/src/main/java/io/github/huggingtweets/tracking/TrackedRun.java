package io.github.huggingtweets.tracking;

import io.github.huggingtweets.progress.Progress;
import io.github.huggingtweets.progress.ProgressListener;
import io.github.huggingtweets.progress.State;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A run that trackers record. No method throws an exception, whatever the trackers and the disk do: what fails is said once, in
 * {@link #messages()}. Without trackers, it does nothing.
 */
public final class TrackedRun {

    private static final int ID_LENGTH = 12;
    private static final int SHOWN_AFTER_MILLIS = 500;
    /** Tweets leave the machine only with a tracker that takes them. */
    private static final Set<Artifact.Type> TWEETS = Set.of(Artifact.Type.TWEETS, Artifact.Type.DATASET);

    private final List<Tracked> all = new ArrayList<>();
    private final Queue<String> messages = new ConcurrentLinkedQueue<>();
    private volatile boolean diskFailed;

    /** A tracker, and what sends this run to it. */
    private record Tracked(Tracker tracker, Delivery delivery) {}

    private TrackedRun() {}

    /** {@return the id of a new run: 12 lower-case letters and digits} */
    public static String newId() {
        SecureRandom random = new SecureRandom();
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(Character.forDigit(random.nextInt(Character.MAX_RADIX), Character.MAX_RADIX));
        }
        return id.toString();
    }

    /** {@return a run that nobody records} */
    public static TrackedRun none() {
        return new TrackedRun();
    }

    /**
     * Begins a run, or goes on with one.
     *
     * @param trackers who records it
     * @param id its {@linkplain #newId id}
     * @param resumedAfter the last step of the checkpoint from which it goes on; 0 if it begins
     * @param name a name for people
     * @param started when it began
     * @param parameters every setting by its name: numbers, texts and booleans
     * @param tags further facts by name
     * @param note what the run does, in one sentence of plain text
     * @return the run
     */
    public static TrackedRun begin(List<Tracker> trackers, String id, int resumedAfter, String name, Instant started,
            Map<String, Object> parameters, Map<String, String> tags, String note) {
        TrackedRun run = new TrackedRun();
        for (Tracker tracker : trackers) {
            run.tryTo(() -> {
                Delivery delivery = Deliveries.open(tracker.service(), tracker.outboxes().resolve(id), run.messages::add);
                Outbox outbox = delivery.outbox();
                if (outbox.begun().isEmpty()) {
                    outbox.add(
                            new Event.Begun(id, tracker.service().project(), name, started, snakeCase(parameters), tags, note));
                }
                if (resumedAfter > 0) {
                    outbox.add(new Event.Resumed(resumedAfter, Instant.now()));
                }
                run.all.add(new Tracked(tracker, delivery));
                delivery.sendNow();
            });
        }
        trackers.stream().map(Leftovers::of).forEach(Leftovers::sendInBackground);
        return run;
    }

    private static Map<String, Object> snakeCase(Map<String, Object> parameters) {
        Map<String, Object> renamed = new LinkedHashMap<>();
        parameters
                .forEach((name, value) -> renamed.put(name.replaceAll("[^\\p{L}\\p{N}]+", "_").toLowerCase(Locale.ROOT), value));
        return renamed;
    }

    /** {@return whether any tracker records this run} */
    public boolean isTracked() {
        return !all.isEmpty();
    }

    /**
     * Adds measurements. Those of a step that the run has already are left out.
     *
     * @param step the number of the step
     * @param values what was measured, by names such as {@code train/loss}
     */
    public void metrics(int step, Map<String, Double> values) {
        add(new Event.Metrics(step, Instant.now(), values), Delivery::sendSoon);
    }

    /**
     * Adds results of the run as a whole.
     *
     * @param values numbers or texts by name
     */
    public void summary(Map<String, Object> values) {
        add(new Event.Summary(Instant.now(), values), Delivery::sendSoon);
    }

    /**
     * Adds rows to a table.
     *
     * @param name the name of the table
     * @param columns the names of its columns
     * @param rows numbers, texts or booleans by column
     */
    public void table(String name, List<String> columns, List<List<Object>> rows) {
        all.forEach(tracked -> tryTo(() -> {
            Outbox outbox = tracked.delivery().outbox();
            synchronized (outbox) { // another thread may add rows, too
                outbox.add(new Event.Table(name, columns, outbox.rows(name), rows));
            }
            tracked.delivery().sendSoon();
        }));
    }

    /** {@return whether the raw tweets and the data set are sent to any tracker} */
    public boolean takesTweets() {
        return all.stream().anyMatch(tracked -> tracked.tracker().takesTweets());
    }

    /** Writes the files of an artifact. */
    @FunctionalInterface
    public interface FilesWriter {

        /**
         * Writes the files.
         *
         * @param folder an empty folder
         * @throws IOException if they cannot be written
         */
        void write(Path folder) throws IOException;
    }

    /**
     * Writes the files of an artifact, which is then {@linkplain #artifact added}.
     *
     * @param files writes them
     * @return the folder with the files; empty if they cannot be written, or nobody records this run
     */
    public Optional<Path> write(FilesWriter files) {
        return all.isEmpty() ? Optional.empty() : write(all.get(0).delivery().outbox(), files);
    }

    private Optional<Path> write(Outbox outbox, FilesWriter files) {
        Path folder = null;
        try {
            folder = outbox.newFolder();
            files.write(folder);
            return Optional.of(folder);
        } catch (IOException | RuntimeException e) {
            say(e);
            remove(Optional.ofNullable(folder));
            return Optional.empty();
        }
    }

    private void remove(Optional<Path> folder) {
        folder.ifPresent(place -> tryTo(() -> Outbox.deleteAll(place)));
    }

    /**
     * Adds an artifact, unless the run has this version of it.
     *
     * @param artifact what it is
     * @param files the folder in which its files were {@linkplain #write written}; empty if only the description is recorded. The
     *         files of tweets and data sets are sent only by trackers {@linkplain Tracker#withTweets with tweets}.
     */
    public void artifact(Artifact artifact, Optional<Path> files) {
        List<Optional<Path>> folders = all.stream().map(tracked -> files
                .filter(folder -> tracked.tracker().takesTweets() || !TWEETS.contains(artifact.type()))
                .filter(folder -> !tracked.delivery().outbox().has(artifact))
                .flatMap(folder -> own(tracked.delivery().outbox(), folder))).toList();
        if (!folders.contains(files)) {
            remove(files);
        }
        for (int i = 0; i < all.size(); i++) { // once one is added, its files may be sent and removed
            Delivery delivery = all.get(i).delivery();
            Optional<Path> folder = folders.get(i);
            if (!delivery.outbox().has(artifact)) {
                tryTo(() -> {
                    try {
                        delivery.outbox().add(new Event.Files(artifact, folder.map(Path::toString)));
                        delivery.sendSoon();
                    } catch (IOException e) {
                        remove(folder);
                        throw e;
                    }
                });
            }
        }
    }

    /** {@return a folder of an outbox with these files, which are links if the disk has links} */
    private Optional<Path> own(Outbox outbox, Path folder) {
        return folder.startsWith(outbox.folder()) ? Optional.of(folder) : write(outbox, copy -> {
            try (Stream<Path> all = Files.list(folder)) {
                for (Path file : all.toList()) {
                    linkOrCopy(file, copy.resolve(file.getFileName()));
                }
            }
        });
    }

    private static void linkOrCopy(Path file, Path copy) throws IOException {
        try {
            Files.createLink(copy, file);
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Ends the run. Artifacts, tables and summaries may still be added.
     *
     * @param state how it ended
     */
    public void end(State state) {
        Event.State ended = switch (state) {
            case STOPPED -> Event.State.STOPPED;
            case FAILED -> Event.State.FAILED;
            default -> Event.State.FINISHED;
        };
        add(new Event.Ended(ended, Instant.now()), Delivery::sendNow);
    }

    private void add(Event event, Consumer<Delivery> sending) {
        all.forEach(tracked -> tryTo(() -> {
            tracked.delivery().outbox().add(event);
            sending.accept(tracked.delivery());
        }));
    }

    /**
     * Waits until the events so far are sent, and shows that after half a second. It ends at once if a service is down, or if the thread
     * is interrupted. What is not sent by then goes on in the background.
     *
     * @param most how long to wait at most
     */
    public void await(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        ProgressListener display = null;
        all.forEach(tracked -> tracked.delivery().flush());
        try {
            for (Tracked tracked : all) {
                Delivery delivery = tracked.delivery();
                long length = delivery.outbox().length();
                boolean sent = delivery.await(length, Duration.ofMillis(Math.min(SHOWN_AFTER_MILLIS, most.toMillis())));
                if (!sent && delivery.isSending()) {
                    display = display == null ? ProgressListener.standard() : display;
                    long before = delivery.outbox().sent();
                    while (!sent && delivery.isSending() && System.nanoTime() < end) {
                        display.onProgress(new Sending(tracked.tracker().toString(), delivery.outbox().sent() - before,
                                length - before, false));
                        sent = delivery.await(length, Duration.ofMillis(SHOWN_AFTER_MILLIS));
                    }
                    display.onProgress(new Sending(tracked.tracker().toString(), delivery.outbox().sent() - before,
                            length - before, true));
                }
            }
        } catch (InterruptedException e) {
            // the stop button ends the wait, which is nothing that anybody needs to know
        } catch (RuntimeException e) {
            say(e);
        }
    }

    /** {@return where the run is recorded, as far as the services have answered} */
    public List<RecordedAt> addresses() {
        return all.stream().flatMap(tracked -> tracked.delivery().address().stream()
                .map(address -> new RecordedAt(tracked.tracker().toString(), address))).toList();
    }

    /** {@return sentences for the user that came up since the last call: what went wrong} */
    public List<String> messages() {
        List<String> taken = new ArrayList<>();
        for (String message = messages.poll(); message != null; message = messages.poll()) {
            taken.add(message);
        }
        return taken;
    }

    private interface Step {

        void run() throws IOException;
    }

    private void tryTo(Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            say(e);
        }
    }

    private void say(Exception e) {
        if (!diskFailed) {
            diskFailed = true;
            messages.add(
                    ("Not all of this run can be recorded (%s); make room there or make it writable, or choose another folder"
                            + " with cacheIn(...).")
                            .formatted(reason(e)));
        }
    }

    private static String reason(Exception e) {
        if (e instanceof AccessDeniedException denied) {
            return "access to %s is denied".formatted(denied.getFile());
        }
        if (e instanceof FileSystemException file) {
            return "%s: %s".formatted(file.getFile(), file.getReason() == null ? e.getClass().getSimpleName() : file.getReason());
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /**
     * How much is sent.
     *
     * @param tracker the name of the service
     * @param sent the number of bytes
     * @param all the number of bytes of all
     * @param isDone whether nobody waits any more
     */
    record Sending(String tracker, long sent, long all, boolean isDone) implements Progress {

        @Override
        public String activity() {
            return "Sending to " + tracker;
        }

        @Override
        public double fraction() {
            return all == 0 ? 1 : (double) sent / all;
        }

        @Override
        public String line() {
            if (!isDone) {
                return "Sends the rest of the run to " + tracker;
            }
            return sent == all ? tracker + " has the whole run" : "The rest of the run goes to " + tracker + " in the background";
        }
    }
}

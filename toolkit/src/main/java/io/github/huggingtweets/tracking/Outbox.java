package io.github.huggingtweets.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The events of one run on their way to one service, on disk: {@code events.jsonl} with one event a line, {@code artifacts} with the
 * files of those that are not sent, and {@code sent} with the number of bytes of the events that are. A program that is killed loses
 * nothing: a last line without its end is removed when the outbox is opened again.
 *
 * <p>While a program has the outbox open, it holds a lock, so that no other one sends the same events.
 */
final class Outbox implements AutoCloseable {

    private static final String EVENTS = "events.jsonl";
    private static final String ARTIFACTS = "artifacts";
    private static final String SENT = "sent";
    private static final String LOCK = "lock";
    private static final int MOST_EVENTS = 1000;
    private static final int MOST_BYTES = 1 << 20;
    /** After this time without change, an outbox of which everything was sent is removed. */
    private static final Duration KEPT = Duration.ofDays(7);

    private final Path folder;
    private final FileChannel lock;
    private final Map<String, Integer> lastSteps = new HashMap<>();
    private final Map<String, Integer> rows = new HashMap<>();
    private final Set<String> artifacts = new HashSet<>();
    private Event.Begun begun;
    private boolean ended;
    private long length; // of the whole lines
    private long sent;
    private int folders;

    private Outbox(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Opens an outbox.
     *
     * @param folder its folder, made if there is none
     * @return the outbox; empty if somebody else, or another thread, has it open
     * @throws IOException if it cannot be used
     */
    static Optional<Outbox> open(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (isTaken(lock)) {
                Outbox outbox = new Outbox(folder, lock);
                outbox.read();
                return Optional.of(outbox);
            }
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
        lock.close();
        return Optional.empty();
    }

    private static boolean isTaken(FileChannel lock) {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            return true; // some network drives have no locks; to send an event twice does no harm
        }
    }

    /** Reads what there is, and removes a line that was cut off when its program was killed. */
    private void read() throws IOException {
        if (Files.exists(file())) {
            byte[] bytes = Files.readAllBytes(file());
            int start = 0;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    parse(bytes, start, i - start).ifPresent(this::note);
                    start = i + 1;
                }
            }
            length = start;
            if (length < bytes.length) {
                cut();
            }
        }
        sent = Math.min(length, readSent());
        removeUnused();
    }

    private Path file() {
        return folder.resolve(EVENTS);
    }

    private long readSent() {
        try {
            return Long.parseLong(Files.readString(folder.resolve(SENT)).strip());
        } catch (IOException | NumberFormatException e) {
            return 0; // nothing was sent, or all is sent again
        }
    }

    private void cut() throws IOException {
        try (RandomAccessFile events = new RandomAccessFile(file().toFile(), "rw")) {
            events.setLength(length);
        }
    }

    /** {@return the event in a line; empty if the line is damaged} */
    private static Optional<Event> parse(byte[] bytes, int start, int count) {
        try {
            return Optional.of(Event.of(new String(bytes, start, count, StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private void note(Event event) {
        if (event instanceof Event.Begun first) {
            begun = first;
        } else if (event instanceof Event.Metrics metrics) {
            metrics.values().keySet().forEach(name -> lastSteps.merge(name, metrics.step(), Math::max));
        } else if (event instanceof Event.Files files) {
            artifacts.add(key(files.artifact()));
            files.folder().map(Outbox::number).ifPresent(number -> folders = Math.max(folders, number + 1));
        } else if (event instanceof Event.Table table) {
            rows.put(table.name(), table.firstRow() + table.rows().size());
        } else if (event instanceof Event.Ended) {
            ended = true;
        } else if (event instanceof Event.Resumed) {
            ended = false;
        }
    }

    /** {@return the number of the folder of an artifact, which is its name} */
    private static int number(String folder) {
        return Integer.parseInt(Path.of(folder).getFileName().toString());
    }

    private static String key(Artifact artifact) {
        return artifact.name() + " " + artifact.digest();
    }

    /** Removes the files of artifacts that a program was killed before it named, or after it sent them. */
    private void removeUnused() throws IOException {
        Set<Integer> used = new HashSet<>();
        for (long from = sent; from < length;) {
            Waiting waiting = next(from);
            waiting.events().forEach(event -> {
                if (event instanceof Event.Files files) {
                    files.folder().map(Outbox::number).ifPresent(used::add);
                }
            });
            from = waiting.end();
        }
        if (Files.isDirectory(folder.resolve(ARTIFACTS))) {
            try (Stream<Path> all = Files.list(folder.resolve(ARTIFACTS))) {
                for (Path place : all.filter(place -> !used.contains(number(place.toString()))).toList()) {
                    deleteAll(place);
                }
            }
        }
    }

    // ------------------------------------------------------------------------------------------ what the training adds

    /** {@return the folder of this outbox} */
    Path folder() {
        return folder;
    }

    /** {@return the beginning of the run; empty if it has not begun} */
    synchronized Optional<Event.Begun> begun() {
        return Optional.ofNullable(begun);
    }

    /** {@return whether the run has ended} */
    synchronized boolean isEnded() {
        return ended;
    }

    /** {@return whether this version of an artifact was added before} */
    synchronized boolean has(Artifact artifact) {
        return artifacts.contains(key(artifact));
    }

    /** {@return the number of rows of a table so far} */
    synchronized int rows(String table) {
        return rows.getOrDefault(table, 0);
    }

    /** {@return an empty folder for the files of an artifact} */
    synchronized Path newFolder() throws IOException {
        return Files.createDirectories(folder.resolve(ARTIFACTS).resolve(Integer.toString(folders++)));
    }

    /**
     * Adds an event. Of measurements, only those of steps are added that come after the last ones of the same name, since a resumed
     * training repeats some.
     *
     * @throws IOException if it cannot be written; then nothing is
     */
    synchronized void add(Event event) throws IOException {
        Event added = event instanceof Event.Metrics metrics ? onlyNew(metrics) : event;
        if (added instanceof Event.Metrics metrics && metrics.values().isEmpty()) {
            return;
        }
        byte[] line = (relative(added).json() + "\n").getBytes(StandardCharsets.UTF_8);
        // no channel, since that would be closed if the training thread is interrupted
        try (RandomAccessFile events = new RandomAccessFile(file().toFile(), "rw")) {
            events.seek(length);
            events.write(line);
        } catch (IOException e) {
            try {
                cut();
            } catch (IOException stillThere) { // is overwritten by the next event, or cut off when the outbox is opened
                e.addSuppressed(stillThere);
            }
            throw e;
        }
        length += line.length;
        note(added);
    }

    private Event.Metrics onlyNew(Event.Metrics metrics) {
        Map<String, Double> values = new LinkedHashMap<>(metrics.values());
        values.keySet().removeIf(name -> lastSteps.getOrDefault(name, -1) >= metrics.step());
        return new Event.Metrics(metrics.step(), metrics.time(), values);
    }

    private Event relative(Event event) {
        return event instanceof Event.Files files
                ? new Event.Files(files.artifact(), files.folder().map(place -> ARTIFACTS + "/" + number(place))) : event;
    }

    // ------------------------------------------------------------------------------------------ what the sender takes

    /**
     * Events that are not sent.
     *
     * @param events one; or several measurements, or several tables; none if the lines are damaged
     * @param end where the next ones begin
     */
    record Waiting(List<Event> events, long end) {}

    /** {@return the number of bytes of all events} */
    synchronized long length() {
        return length;
    }

    /** {@return the number of bytes of the events that are sent} */
    synchronized long sent() {
        return sent;
    }

    /** {@return the next events to send; empty if there are none} */
    Optional<Waiting> next() throws IOException {
        long from;
        synchronized (this) {
            if (sent == length) {
                return Optional.empty();
            }
            from = sent;
        }
        return Optional.of(next(from));
    }

    private Waiting next(long from) throws IOException {
        byte[] bytes;
        try (RandomAccessFile events = new RandomAccessFile(file().toFile(), "r")) {
            bytes = lines(events, from);
        }
        List<Event> batch = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                Optional<Event> event = parse(bytes, start, i - start).map(this::absolute);
                if (event.isPresent() && !batch.isEmpty() && !belongsTo(batch, event.get())) {
                    break;
                }
                event.ifPresent(batch::add);
                start = i + 1;
                if (batch.size() == MOST_EVENTS) {
                    break;
                }
            }
        }
        return new Waiting(batch, from + start);
    }

    private static boolean belongsTo(List<Event> batch, Event event) {
        return event.getClass() == batch.get(0).getClass() && (event instanceof Event.Metrics || event instanceof Event.Table);
    }

    /** Reads whole lines, at least one. */
    private byte[] lines(RandomAccessFile events, long from) throws IOException {
        long to = length();
        events.seek(from);
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] buffer = new byte[MOST_BYTES];
        boolean whole = false;
        while (!whole && from + read.size() < to) {
            int count = events.read(buffer, 0, (int) Math.min(buffer.length, to - from - read.size()));
            if (count < 0) {
                throw new IOException(file() + " is shorter than before");
            }
            read.write(buffer, 0, count);
            for (int i = 0; i < count && !whole; i++) {
                whole = buffer[i] == '\n';
            }
        }
        return read.toByteArray();
    }

    private Event absolute(Event event) {
        return event instanceof Event.Files files
                ? new Event.Files(files.artifact(),
                        files.folder().map(place -> folder.resolve(place).toAbsolutePath().toString()))
                : event;
    }

    /** Notes that events are sent, and removes the files of artifacts among them. */
    void sent(Waiting waiting) throws IOException {
        synchronized (this) {
            sent = waiting.end();
        }
        Path part = Files.writeString(folder.resolve(SENT + ".part"), Long.toString(waiting.end()));
        Files.move(part, folder.resolve(SENT), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        for (Event event : waiting.events()) {
            if (event instanceof Event.Files files && files.folder().isPresent()) {
                deleteAll(Path.of(files.folder().get()));
            }
        }
    }

    /** Removes this outbox if it is of no use any more: if everything was sent, some days ago. */
    void removeIfOld(Instant now) throws IOException {
        boolean isOver = begun().isEmpty() || isEnded() && sent() == length();
        if (isOver && Files.getLastModifiedTime(folder.resolve(LOCK)).toInstant().plus(KEPT).isBefore(now)
                && (Files.notExists(file()) || Files.getLastModifiedTime(file()).toInstant().plus(KEPT).isBefore(now))) {
            deleteAll(folder);
        }
    }

    static void deleteAll(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> files = Files.walk(tree)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Lets others open it. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}

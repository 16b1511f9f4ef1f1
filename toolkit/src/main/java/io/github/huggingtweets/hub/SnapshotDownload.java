package io.github.huggingtweets.hub;

import io.github.huggingtweets.http.Retries;
import io.github.huggingtweets.progress.ProgressListener;
import io.github.huggingtweets.progress.TransferMeter;
import io.github.huggingtweets.progress.TransferProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Downloads files of one commit into the cache. For each file it takes a lock, resumes an earlier download, compares the
 * checksum, moves the content to its place, and links it as a file of the commit.
 */
final class SnapshotDownload {

    private static final Duration BETWEEN_LOOKS_AT_LOCK = Duration.ofMillis(100);

    private final RepositoryId repository;
    private final RepositoryCache cache;
    private final HubConnection connection;
    private final Retries retries;
    private final ProgressListener listener;
    private final Map<String, FileMetadata> known = new HashMap<>();

    /** @param repository the repository, with the commit as its revision */
    SnapshotDownload(RepositoryId repository, RepositoryCache cache, HubConnection connection, Retries retries,
            ProgressListener listener) {
        this.repository = repository;
        this.cache = cache;
        this.connection = connection;
        this.retries = retries;
        this.listener = listener;
    }

    /** {@return whether the repository has a file} */
    boolean isOnHub(String file) {
        try {
            metadata(file);
            return true;
        } catch (HubException.NoSuchFile e) {
            return false;
        }
    }

    private FileMetadata metadata(String file) {
        try {
            if (!known.containsKey(file)) {
                known.put(file, retries.ask(() -> connection.metadata(repository, file),
                        pause -> listener.onNote(Hub.note(repository, pause))));
            }
            return known.get(file);
        } catch (HubException.NoSuchFile e) {
            e.commit().filter(repository.revision()::equals).ifPresent(commit -> cache.keepLack(commit, file));
            throw e;
        }
    }

    /** Downloads files that the cache does not have. */
    void run(List<String> files) {
        TransferMeter meter = new TransferMeter(TransferProgress.Direction.DOWNLOAD, repository.name(), listener);
        try {
            for (String file : files) {
                meter.expect(metadata(file).size().orElse(0));
            }
            for (String file : files) {
                fetch(file, metadata(file), meter);
            }
            meter.done();
        } catch (UncheckedIOException e) {
            meter.fail(e);
            throw unwritable(e.getCause());
        } catch (IOException e) {
            meter.fail(e);
            throw unwritable(e);
        } catch (RuntimeException e) {
            meter.fail(e);
            throw e;
        }
    }

    private void fetch(String file, FileMetadata metadata, TransferMeter meter) throws IOException {
        Path blob = cache.blob(metadata.etag());
        cache.makeFolders(metadata.etag());
        meter.begin(file);
        try (BlobLock lock = lock(metadata, file)) {
            boolean isNew = !isComplete(blob, metadata) && !cache.has(repository.revision(), file);
            if (isNew) {
                collect(file, metadata, meter);
                Files.move(cache.partOf(metadata.etag()), blob,
                        StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            cache.show(metadata.etag(), isNew, repository.revision(), file);
        }
        meter.end(metadata.size().orElse(0));
    }

    private BlobLock lock(FileMetadata metadata, String file) throws IOException {
        Path path = cache.lock(metadata.etag());
        Optional<BlobLock> lock = BlobLock.tryTake(path);
        if (lock.isEmpty()) {
            listener.onNote("Another program is downloading %s of %s at the moment; this one waits and uses the same file."
                    .formatted(file, repository.name()));
        }
        while (lock.isEmpty()) {
            retries.sleep(BETWEEN_LOOKS_AT_LOCK);
            lock = BlobLock.tryTake(path);
        }
        return lock.get();
    }

    private static boolean isComplete(Path blob, FileMetadata metadata) throws IOException {
        return Files.isRegularFile(blob) && (metadata.size().isEmpty() || Files.size(blob) == metadata.size().getAsLong());
    }

    /** Downloads a file. If an earlier download left a damaged part, the file is downloaded again from its beginning. */
    private void collect(String file, FileMetadata metadata, TransferMeter meter) throws IOException {
        Path part = cache.partOf(metadata.etag());
        boolean isResumed = Files.exists(part) && Files.size(part) > 0;
        fetchAll(file, metadata, part, meter);
        if (metadata.etag().fits(part)) {
            return;
        }
        Files.delete(part);
        if (isResumed) {
            listener.onNote("What an earlier download left of %s was damaged; it is downloaded again.".formatted(file));
            collect(file, metadata, meter);
            return;
        }
        throw new HubException(("%s of %s is not what the Hub says it is (its checksum is another than %s), and was deleted; try"
                + " again").formatted(file, repository.name(), metadata.etag()));
    }

    private void fetchAll(String file, FileMetadata metadata, Path part, TransferMeter meter) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long size = metadata.size().orElse(Long.MAX_VALUE);
            if (channel.size() > size) {
                channel.truncate(0);
            }
            meter.resumeAt(channel.size());
            requireSpace(file, metadata.size().orElse(0) - channel.size(), part);
            while (channel.size() < size) {
                long before = channel.size();
                try {
                    retries.ask(() -> {
                        connection.fetch(repository, file, channel, meter::at);
                        return true;
                    }, pause -> meter.pause(pause.words()));
                    if (metadata.size().isEmpty()) {
                        return;
                    }
                } catch (HubException.Temporary e) {
                    if (channel.size() <= before) { // else some bytes came, so it continues
                        throw e;
                    }
                }
                if (channel.size() <= before || channel.size() > size) {
                    throw otherSize(file, channel, size);
                }
            }
        }
    }

    private HubException otherSize(String file, FileChannel channel, long size) throws IOException {
        long came = channel.size();
        channel.truncate(0);
        return new HubException(String.format(Locale.ENGLISH,
                "%s of %s came with %,d bytes, and the Hub says that it has %,d; it was deleted, so try again",
                file, repository.name(), came, size));
    }

    private void requireSpace(String file, long bytes, Path part) throws IOException {
        long free = Files.getFileStore(part).getUsableSpace();
        if (free < bytes) {
            throw new HubException(("%s of %s needs %s more, and where the cache is (%s) only %s are free; make room there, or"
                    + " set HF_HOME to a folder on another disk").formatted(file, repository.name(),
                            TransferProgress.amount(bytes),
                            cache.cache(), TransferProgress.amount(free)));
        }
    }

    private HubException unwritable(IOException e) {
        if (String.valueOf(e.getMessage()).matches("(?is).*(no space left|not enough space|disk quota).*")) {
            return new HubException(("The disk with the cache (%s) is full; make room there, or set HF_HOME to a folder on"
                    + " another disk. The downloaded part of %s is kept, and the next call continues from there")
                    .formatted(cache.cache(), repository.name()), e);
        }
        return new HubException("The cache in %s cannot be written (%s: %s); set HF_HOME to a folder of yours"
                .formatted(cache.cache(), e.getClass().getSimpleName(), e.getMessage()), e);
    }
}

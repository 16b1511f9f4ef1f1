package io.github.huggingtweets.hub;

import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A lock that Python's {@code filelock} respects, too. On Linux and macOS that is {@code flock(2)}, which Java does not have:
 * {@link FileChannel#lock()} is another kind, and neither kind sees the other. The system releases the lock when a program dies.
 */
interface BlobLock extends AutoCloseable {

    /**
     * Takes a lock, if no other program or thread holds it.
     *
     * @param file the file to lock; it is created if it does not exist, but its folder must exist
     * @return the lock; empty if another program or thread holds it
     * @throws IOException if the file cannot be opened
     */
    static Optional<BlobLock> tryTake(Path file) throws IOException {
        return Platform.isWindows() ? tryTakeOfJava(file) : Flock.tryTake(file);
    }

    /** On Windows, Java and Python both use {@code LockFile}. */
    private static Optional<BlobLock> tryTakeOfJava(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(channel::close);
            }
        } catch (OverlappingFileLockException e) {
            // a thread of this program holds it
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    /** Releases the lock. The file stays, since a waiting program may have it open. */
    @Override
    void close() throws IOException;
}

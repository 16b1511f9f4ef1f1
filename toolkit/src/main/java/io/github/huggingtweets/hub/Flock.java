package io.github.huggingtweets.hub;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The lock {@code flock(2)} of the C library. */
final class Flock implements BlobLock {

    private static final int EXCLUSIVE_AT_ONCE = 2 | 4; // LOCK_EX | LOCK_NB
    private static final Set<Integer> HELD = Set.of(11, 35, 13); // EAGAIN of Linux, of macOS; EACCES of some file systems

    static {
        Native.register(Flock.class, Platform.C_LIBRARY_NAME);
    }

    private Pointer stream;

    private Flock(Pointer stream) {
        this.stream = stream;
    }

    static Optional<BlobLock> tryTake(Path file) throws IOException {
        try {
            Flock lock = new Flock(fopen(file.toString(), "a"));
            if (lock.isTaken()) {
                return Optional.of(lock);
            }
            lock.close();
            return Optional.empty();
        } catch (LastErrorException e) {
            throw new IOException("%s cannot be opened: %s".formatted(file, e.getMessage()), e);
        }
    }

    private boolean isTaken() {
        try {
            flock(fileno(stream), EXCLUSIVE_AT_ONCE);
            return true;
        } catch (LastErrorException e) {
            return !HELD.contains(e.getErrorCode()); // on a file system without locks, go on without a lock, as Python does
        }
    }

    @Override
    public synchronized void close() {
        if (stream != null) { // closing it twice would crash the program
            fclose(stream);
            stream = null;
        }
    }

    private static native Pointer fopen(String path, String mode) throws LastErrorException;

    private static native int fileno(Pointer stream) throws LastErrorException;

    private static native int flock(int descriptor, int operation) throws LastErrorException;

    private static native int fclose(Pointer stream);
}

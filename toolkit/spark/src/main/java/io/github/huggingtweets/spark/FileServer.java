package io.github.huggingtweets.spark;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.util.VersionInfo;

/** The file system of a path that a person gives, which may be one that Spark does not have, or whose server does not run. */
final class FileServer {

    private static final int PATIENCE_SECONDS = 30;

    private FileServer() {}

    /**
     * Opens a file system.
     *
     * @throws UnsupportedFileSystemException if Spark does not have it; the message is a sentence for the user
     * @throws ConnectException if its server does not answer
     * @throws IOException if it cannot be opened for another reason
     */
    static FileSystem of(Path path, Configuration configuration) throws IOException {
        FileSystem system;
        try {
            system = path.getFileSystem(configuration);
        } catch (UnsupportedFileSystemException | NoClassDefFoundError e) {
            throw missing(path, e);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof ClassNotFoundException) { // Hadoop wraps it
                throw missing(path, e);
            }
            throw e;
        }
        requireAnswer(system, path);
        return system;
    }

    private static IOException missing(Path path, Throwable cause) {
        IOException missing =
                new UnsupportedFileSystemException(("Spark has no file system for %s; start it with the package for it,"
                        + " such as --packages org.apache.hadoop:hadoop-aws:%s for s3a.")
                        .formatted(path, VersionInfo.getVersion()));
        missing.initCause(cause);
        return missing;
    }

    /** Hadoop itself tries for up to 15 minutes, which suits a job that runs, but not an address that is wrong. */
    private static void requireAnswer(FileSystem system, Path path) throws IOException {
        FutureTask<Boolean> answer = new FutureTask<>(() -> system.exists(path));
        Thread asking = new Thread(answer, "asks for " + path);
        asking.setDaemon(true);
        asking.start();
        try {
            answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw silent(e);
        } catch (ExecutionException e) {
            // any other refusal is an answer, and who uses the path gets it again
            if (e.getCause() instanceof ConnectException) {
                throw silent(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped before its server had answered");
        } finally {
            answer.cancel(true);
        }
    }

    private static ConnectException silent(Throwable cause) {
        ConnectException silent = new ConnectException("its server does not answer");
        silent.initCause(cause);
        return silent;
    }
}

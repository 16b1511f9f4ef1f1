package io.github.huggingtweets.spark;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** A file system on the disk, in which nothing can be moved, as an object store copies instead. */
public final class ObjectStore extends RawLocalFileSystem {

    private static volatile Path last;
    private static volatile String failing = "nothing";

    /** Lets the next files with this end of the path fail, in a way that nobody tidies up after. */
    static void failAt(String path) {
        failing = path;
    }

    private static void begin(Path file) {
        last = file;
        if (file.toString().endsWith(failing)) {
            throw new IllegalStateException("the process was killed");
        }
    }

    /** {@return the end of the path of the file that was created last} */
    static String last() {
        String path = last.toUri().getPath();
        return path.substring(path.indexOf("/.fleet/") + 1);
    }

    @Override
    public URI getUri() {
        return URI.create("store:///");
    }

    @Override
    public String getScheme() {
        return "store";
    }

    @Override
    public FSDataOutputStream create(Path file, FsPermission permission, boolean overwrite, int bufferSize, short replication,
            long blockSize, Progressable progress) throws IOException {
        begin(file);
        return super.create(file, permission, overwrite, bufferSize, replication, blockSize, progress);
    }

    @Override
    public FSDataOutputStream create(Path file, boolean overwrite, int bufferSize, short replication, long blockSize,
            Progressable progress) throws IOException {
        begin(file);
        return super.create(file, overwrite, bufferSize, replication, blockSize, progress);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        throw new IOException("an object store moves nothing");
    }
}

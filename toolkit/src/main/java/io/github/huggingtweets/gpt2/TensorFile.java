package io.github.huggingtweets.gpt2;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.huggingtweets.pytorch.PyTorch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;

/** An open file of little-endian numbers. Its exceptions name the file. */
final class TensorFile implements AutoCloseable {

    private static final int LONGEST_TEXT = 300;

    private final Path path;
    private final FileChannel channel;
    private final NDManager host = PyTorch.manager(Device.cpu());
    private NDArray bytes; // the whole file, after it has been mapped

    private TensorFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static TensorFile open(Path path) {
        try {
            return new TensorFile(path, FileChannel.open(path, StandardOpenOption.READ));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    FileChannel channel() {
        return channel;
    }

    long size() {
        try {
            return channel.size();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** {@return a part of the file, mapped into memory} */
    ByteBuffer map(long position, long length) {
        try {
            return channel.map(FileChannel.MapMode.READ_ONLY, position, length).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * Reads a tensor whose elements are contiguous.
     *
     * @param name its name in messages
     * @param type the type of its numbers
     * @param position the position of its first byte
     * @param shape its shape, which has been checked against its bytes
     * @param manager owns the result
     * @return the tensor as float32
     */
    NDArray tensor(String name, ElementType type, long position, Shape shape, NDManager manager) {
        if (type == ElementType.F32 && position % Float.BYTES == 0 && shape.size() > 0) {
            return mapped(position, shape, manager);
        }
        long length = shape.size() * type.bytes();
        if (length > Integer.MAX_VALUE) {
            throw new ModelException("%s holds '%s' with %d bytes; tensors of up to 2 GB can be read"
                    .formatted(path, name, length));
        }
        try (NDManager temporary = manager.newSubManager()) {
            NDArray tensor = type.float32(map(position, length), shape, temporary);
            tensor.attach(manager);
            return tensor;
        }
    }

    /** Numbers whose pages are read from the file when they are used first, and copied when they are changed. */
    private NDArray mapped(long position, Shape shape, NDManager manager) {
        if (bytes == null) {
            bytes = Kernels.mapped(host, path.toString(), size());
        }
        try (NDManager temporary = host.newSubManager()) {
            NDArray tensor = Kernels.numbers(temporary, bytes, position, shape.getShape())
                    .toDevice(manager.getDevice(), false);
            tensor.attach(manager);
            return tensor;
        }
    }

    void check(boolean holds, String what, Object... values) {
        if (!holds) {
            throw broken(what.formatted(values));
        }
    }

    ModelException broken(String what) {
        return new ModelException("%s %s; it is damaged, fetch it again".formatted(path, legible(what)));
    }

    /** {@return text from a file in a form fit for a message: shortened, and without control characters} */
    static String legible(String text) {
        String shown = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
        return shown.replaceAll("\\p{Cc}", "?");
    }

    RuntimeException unreadable(IOException cause) {
        return unreadable(path, cause);
    }

    /** {@return the exception to throw if a file cannot be read, or if its reading was interrupted} */
    static RuntimeException unreadable(Path path, IOException cause) {
        if (cause instanceof ClosedByInterruptException) {
            Thread.interrupted();
            return new CancellationException("The loading of %s was stopped.".formatted(path));
        }
        String why = cause instanceof NoSuchFileException ? "there is no such file" : cause.getMessage();
        return new ModelException("%s cannot be read: %s".formatted(path, why), cause);
    }

    @Override
    public void close() {
        host.close();
        try {
            channel.close();
        } catch (IOException e) {
            throw new ModelException("%s cannot be closed: %s".formatted(path, e.getMessage()), e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}

package io.github.huggingtweets.gpt2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file of named tensors in the safetensors format: eight bytes with the length of a JSON header, the header, which gives each
 * tensor's type, shape and place, and the tensors' bytes, little-endian and without gaps.
 *
 * <p>Nothing in a header is believed before it is checked against the file.
 */
public final class Safetensors implements AutoCloseable {

    private static final long MAX_HEADER = 100_000_000;
    private static final int ALIGNMENT = 8;
    private static final Map<String, Integer> BYTES = Map.of("F32", 4, "F16", 2, "BF16", 2);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path file;
    private final FileChannel channel;
    private final long dataStart;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private record Entry(String type, long[] shape, long begin, long end) {}

    private Safetensors(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        long size = channel.size();
        check(size >= Long.BYTES, "is only %d bytes long".formatted(size));
        long headerLength = read(0, Long.BYTES).getLong();
        check(headerLength >= 2 && headerLength <= MAX_HEADER && headerLength <= size - Long.BYTES,
                "claims a header of %s bytes in a file of %d".formatted(Long.toUnsignedString(headerLength), size));
        dataStart = Long.BYTES + headerLength;
        byte[] header = new byte[(int) headerLength];
        read(Long.BYTES, headerLength).get(header);
        parse(header);
        checkPlaces(size - dataStart);
    }

    /**
     * Opens a file and checks its header.
     *
     * @param file the file
     * @return its tensors, which are read when asked for
     * @throws ModelException if there is no such file, or its header is broken or does not fit it
     */
    public static Safetensors open(Path file) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            return new Safetensors(file, channel);
        } catch (IOException | RuntimeException e) {
            closeQuietly(channel, e);
            if (e instanceof ModelException known) {
                throw known;
            }
            throw new ModelException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static void closeQuietly(FileChannel channel, Exception cause) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private void parse(byte[] header) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(header);
        } catch (JsonProcessingException e) {
            String reason = e.getOriginalMessage().lines().findFirst().orElse("");
            throw broken("has a header that is not valid JSON (%s)".formatted(reason));
        }
        check(json.isObject(), "has a header that is not a JSON object");
        json.properties().forEach(property -> {
            if (!property.getKey().equals("__metadata__")) {
                entries.put(property.getKey(), entry(property.getKey(), property.getValue()));
            }
        });
    }

    private Entry entry(String name, JsonNode node) {
        String type = node.path("dtype").asText();
        long[] shape = longs(node.path("shape"), name);
        long[] place = longs(node.path("data_offsets"), name);
        check(place.length == 2 && place[0] >= 0 && place[1] >= place[0], "gives '%s' no valid place".formatted(name));
        return new Entry(type, shape, place[0], place[1]);
    }

    private long[] longs(JsonNode array, String name) {
        check(array.isArray(), "describes '%s' incompletely".formatted(name));
        long[] values = new long[array.size()];
        for (int i = 0; i < values.length; i++) {
            check(array.get(i).isIntegralNumber() && array.get(i).canConvertToLong() && array.get(i).longValue() >= 0,
                    "gives '%s' a shape or place that is not made of whole numbers".formatted(name));
            values[i] = array.get(i).longValue();
        }
        return values;
    }

    /** The tensors must fill the file's data from beginning to end, one behind the other. */
    private void checkPlaces(long dataLength) {
        List<Map.Entry<String, Entry>> ordered = entries.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Entry> e) -> e.getValue().begin())
                        .thenComparingLong(e -> e.getValue().end()))
                .toList();
        long expected = 0;
        for (Map.Entry<String, Entry> tensor : ordered) {
            check(tensor.getValue().begin() == expected,
                    "puts '%s' at byte %d, not at %d".formatted(tensor.getKey(), tensor.getValue().begin(), expected));
            expected = tensor.getValue().end();
        }
        check(expected == dataLength, "describes %d bytes of tensors but holds %d".formatted(expected, dataLength));
    }

    /** {@return the names of all tensors, in the order of the header} */
    public Set<String> names() {
        return entries.keySet();
    }

    /**
     * {@return the shape of a tensor}
     *
     * @param name the tensor's name, one of {@link #names()}
     */
    public Shape shape(String name) {
        return new Shape(entries.get(name).shape());
    }

    /**
     * Reads a tensor. Half-precision numbers become single-precision ones.
     *
     * @param name the tensor's name, one of {@link #names()}
     * @param manager owns the result
     * @return the tensor as float32
     * @throws ModelException if it is no tensor of floating-point numbers, or its shape does not fit its bytes
     */
    public NDArray read(String name, NDManager manager) {
        Entry entry = entries.get(name);
        Integer bytes = BYTES.get(entry.type());
        if (bytes == null) {
            throw new ModelException("%s holds '%s' as %s; save the model's weights as F32, F16 or BF16"
                    .formatted(file, name, entry.type()));
        }
        Shape shape = new Shape(entry.shape());
        long length = entry.end() - entry.begin();
        check(product(bytes, entry.shape()) == length,
                "gives '%s' %d bytes, which do not fit its shape %s".formatted(name, length, shape));
        if (length > Integer.MAX_VALUE) {
            throw new ModelException("%s holds '%s' with %d bytes; tensors of up to 2 GB can be read"
                    .formatted(file, name, length));
        }
        try (NDManager temporary = manager.newSubManager()) {
            NDArray tensor = float32(read(dataStart + entry.begin(), length), entry.type(), shape, temporary);
            tensor.attach(manager);
            return tensor;
        } catch (IOException e) {
            throw new ModelException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** A copy in any case, since mapped memory is read-only and gone with its buffer. */
    private static NDArray float32(ByteBuffer mapped, String type, Shape shape, NDManager manager) {
        return switch (type) {
            case "F32" -> manager.create(mapped, shape, DataType.FLOAT32).duplicate();
            case "F16" -> manager.create(mapped, shape, DataType.FLOAT16).toType(DataType.FLOAT32, true);
            default -> manager.create(widened(mapped.asShortBuffer()), shape);
        };
    }

    /** DJL knows no BF16 on PyTorch. Its numbers are the upper halves of float32 ones. */
    private static float[] widened(ShortBuffer halves) {
        float[] numbers = new float[halves.remaining()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Float.intBitsToFloat(halves.get(i) << Short.SIZE);
        }
        return numbers;
    }

    private static long product(long bytes, long[] shape) {
        try {
            return Arrays.stream(shape).reduce(bytes, Math::multiplyExact);
        } catch (ArithmeticException e) {
            return -1; // more than any file holds
        }
    }

    private ByteBuffer read(long position, long length) throws IOException {
        return channel.map(FileChannel.MapMode.READ_ONLY, position, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void check(boolean holds, String what) {
        if (!holds) {
            throw broken(what);
        }
    }

    private ModelException broken(String what) {
        return new ModelException("%s %s; it is damaged, fetch it again".formatted(file, what));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new ModelException("%s cannot be closed: %s".formatted(file, e.getMessage()), e);
        }
    }

    /**
     * Writes a file. An interrupted write leaves a broken file: write beside and move.
     *
     * @param file the file, replaced if there is one
     * @param tensors the tensors by name, float32 or float16
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, Map<String, NDArray> tensors) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        header.putObject("__metadata__").put("format", "pt");
        long end = 0;
        for (Map.Entry<String, NDArray> tensor : tensors.entrySet()) {
            NDArray array = tensor.getValue();
            long begin = end;
            end += array.size() * array.getDataType().getNumOfBytes();
            ObjectNode entry = header.putObject(tensor.getKey()).put("dtype", typeName(array.getDataType()));
            Arrays.stream(array.getShape().getShape()).forEach(entry.putArray("shape")::add);
            entry.putArray("data_offsets").add(begin).add(end);
        }
        byte[] json = JSON.writeValueAsBytes(header);
        int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer start = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN).putLong(padded).put(json);
        while (start.hasRemaining()) {
            start.put((byte) ' ');
        }
        try (FileChannel channel = FileChannel.open(file,
                StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            writeFully(channel, start.flip());
            for (NDArray array : tensors.values()) {
                writeFully(channel, array.toByteBuffer());
            }
            channel.force(true);
        }
    }

    private static String typeName(DataType type) {
        return switch (type) {
            case FLOAT32 -> "F32";
            case FLOAT16 -> "F16";
            default -> throw new IllegalArgumentException("Tensors are written as float32 or float16, not as " + type);
        };
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}

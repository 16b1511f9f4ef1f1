package io.github.huggingtweets.gpt2;

import ai.djl.Device;
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
 * A file of named tensors in the <a href="https://github.com/huggingface/safetensors">safetensors format</a>: eight bytes with
 * the length of a JSON header; the header, which gives the type, shape and place of each tensor; and the bytes of the tensors,
 * little-endian and without gaps. Everything in a header is checked against the file before it is used.
 */
public final class Safetensors implements StoredWeights {

    private static final long MAX_HEADER = 10_000_000; // that of GPT-2 XL takes 60,000 bytes
    private static final int ALIGNMENT = 8;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final TensorFile file;
    private final long dataStart;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private record Entry(String type, long[] shape, long begin, long end) {}

    private Safetensors(TensorFile file) {
        this.file = file;
        long size = file.size();
        file.check(size >= Long.BYTES, "is only %d bytes long", size);
        long headerLength = file.map(0, Long.BYTES).getLong();
        file.check(headerLength >= 2 && headerLength <= MAX_HEADER && headerLength <= size - Long.BYTES,
                "claims a header of %s bytes in a file of %d", Long.toUnsignedString(headerLength), size);
        dataStart = Long.BYTES + headerLength;
        byte[] header = new byte[(int) headerLength];
        file.map(Long.BYTES, headerLength).get(header);
        parse(header);
        checkPlaces(size - dataStart);
    }

    /**
     * Opens a file and checks its header.
     *
     * @param path the file
     * @return its tensors, which are read on demand
     * @throws ModelException if there is no such file, or its header is broken or does not fit the file
     */
    public static Safetensors open(Path path) {
        TensorFile file = TensorFile.open(path);
        try {
            return new Safetensors(file);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void parse(byte[] header) {
        JsonNode json;
        try {
            json = JSON.readTree(header);
        } catch (JsonProcessingException e) {
            // other messages of Jackson name its own settings
            String reason = e.getOriginalMessage().startsWith("Duplicate field") ? " (%s)".formatted(e.getOriginalMessage()) : "";
            throw file.broken("has a header that is not valid JSON" + reason);
        } catch (IOException e) { // the bytes are in memory, so it is their encoding
            throw file.broken("has a header that is not UTF-8");
        }
        file.check(json.isObject(), "has a header that is not a JSON object");
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
        file.check(place.length == 2 && place[0] >= 0 && place[1] >= place[0], "gives '%s' no valid place", name);
        return new Entry(type, shape, place[0], place[1]);
    }

    private long[] longs(JsonNode array, String name) {
        file.check(array.isArray(), "describes '%s' incompletely", name);
        long[] values = new long[array.size()];
        for (int i = 0; i < values.length; i++) {
            file.check(array.get(i).isIntegralNumber() && array.get(i).canConvertToLong() && array.get(i).longValue() >= 0,
                    "gives '%s' a shape or place that is not made of whole numbers", name);
            values[i] = array.get(i).longValue();
        }
        return values;
    }

    /** The tensors must fill the data of the file from its beginning to its end, without gaps or overlaps. */
    private void checkPlaces(long dataLength) {
        List<Map.Entry<String, Entry>> ordered = entries.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Entry> e) -> e.getValue().begin())
                        .thenComparingLong(e -> e.getValue().end()))
                .toList();
        long expected = 0;
        for (Map.Entry<String, Entry> tensor : ordered) {
            file.check(tensor.getValue().begin() == expected,
                    "puts '%s' at byte %d, not at %d", tensor.getKey(), tensor.getValue().begin(), expected);
            expected = tensor.getValue().end();
        }
        file.check(expected == dataLength, "describes %d bytes of tensors but holds %d", expected, dataLength);
    }

    @Override
    public Set<String> names() {
        return entries.keySet();
    }

    @Override
    public Shape shape(String name) {
        return new Shape(entries.get(name).shape());
    }

    @Override
    public NDArray read(String name, NDManager manager) {
        Entry entry = entries.get(name);
        ElementType type = ElementType.named(entry.type());
        if (type == null) {
            throw new ModelException("%s holds '%s' as %s; save the model's weights as F32, F16 or BF16"
                    .formatted(file, name, entry.type()));
        }
        Shape shape = new Shape(entry.shape());
        long length = entry.end() - entry.begin();
        file.check(product(type.bytes(), entry.shape()) == length,
                "gives '%s' %d bytes, which do not fit its shape %s", name, length, shape);
        return file.tensor(name, type, dataStart + entry.begin(), shape, manager);
    }

    private static long product(long bytes, long[] shape) {
        try {
            return Arrays.stream(shape).reduce(bytes, Math::multiplyExact);
        } catch (ArithmeticException e) {
            return -1; // more than any file holds
        }
    }

    @Override
    public void close() {
        file.close();
    }

    @Override
    public String toString() {
        return file.toString();
    }

    /**
     * Writes a file. A write that is interrupted leaves a broken file; callers write to another name and move the file.
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
                writeFully(channel, array);
            }
            channel.force(true);
        }
    }

    private static void writeFully(FileChannel channel, NDArray array) throws IOException {
        NDArray onHost = array.toDevice(Device.cpu(), false);
        try {
            writeFully(channel, onHost.toByteBuffer());
        } finally {
            if (onHost != array) {
                onHost.getManager().close(); // which was created for the copy; otherwise the copy would live as long as the array
            }
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

package io.github.huggingtweets.gpt2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.huggingtweets.pytorch.PyTorch;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Safetensors files are read and written as Hugging Face's library does, and headers are checked against the file. */
class SafetensorsTest {

    /** Three float32 numbers. */
    private static final int DATA = 12;

    @TempDir
    private Path folder;

    // ------------------------------------------------------------------------------------------- valid files

    @ParameterizedTest
    @ValueSource(strings = {"F16", "BF16"})
    void readsHalfPrecisionAsPythonDoes(String type) {
        Path file = Reference.root().resolve("precisions.safetensors");

        assertArrayEquals(Reference.tensor(file, type + " as F32"), Reference.tensor(file, type));
    }

    @Test
    void readsTheShapesAndTheNames() {
        try (Safetensors tensors = Safetensors.open(Reference.root().resolve("precisions.safetensors"))) {
            assertEquals(new Shape(3, 41), tensors.shape("F32"));
            assertEquals(new Shape(4), tensors.shape("I64"));
            assertTrue(tensors.names().containsAll(List.of("F32", "F16", "F16 as F32", "BF16", "BF16 as F32", "I64", "BOOL")));
        }
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32, F32", "FLOAT16, F16 as F32"})
    void writesNumbersInTheGivenPrecision(DataType type, String expected) throws IOException {
        Path original = Reference.root().resolve("precisions.safetensors");
        Path copy = folder.resolve("copy.safetensors");
        try (NDManager manager = PyTorch.manager(Device.cpu()); Safetensors tensors = Safetensors.open(original)) {
            NDArray numbers = tensors.read("F32", manager);
            Map<String, NDArray> two = new LinkedHashMap<>();
            two.put("one", manager.create(new float[] {1, 2, 3}).toType(type, false));
            two.put("the numbers", numbers.toType(type, false));

            Safetensors.write(copy, two);
        }
        assertArrayEquals(Reference.tensor(original, expected), Reference.tensor(copy, "the numbers"));
        assertArrayEquals(new float[] {1, 2, 3}, Reference.tensor(copy, "one"));
        try (Safetensors tensors = Safetensors.open(copy)) {
            assertEquals(List.of("one", "the numbers"), List.copyOf(tensors.names()));
            assertEquals(new Shape(3, 41), tensors.shape("the numbers"));
        }
    }

    @Test
    void keepsTensorsAfterTheFileIsClosed() throws IOException {
        Path file = folder.resolve("copy.safetensors");
        Files.copy(Reference.root().resolve("precisions.safetensors"), file);
        try (NDManager manager = PyTorch.manager(Device.cpu())) {
            NDArray numbers;
            try (Safetensors tensors = Safetensors.open(file)) {
                numbers = tensors.read("F32", manager);
            }
            float[] before = Reference.tensor(file, "F32");
            Files.copy(Reference.root().resolve("pytorch.safetensors"), folder.resolve("new"));
            Files.move(folder.resolve("new"), file, StandardCopyOption.REPLACE_EXISTING); // as a model is saved over itself
            Files.delete(file);

            assertArrayEquals(before, numbers.toFloatArray());
        }
    }

    /** The numbers stay in the mapped file, and no memory is allocated for them. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void readsNumbersWhenTheyAreUsedFirst() throws IOException {
        long gigabytes = 6;
        String header = "{'a':{'dtype':'F32','shape':[%d,1024],'data_offsets':[0,%d]}}"
                .formatted(gigabytes << 18, gigabytes << 30);
        Path file = file(header + " ".repeat(8 - header.length() % 8), 0); // as all programs align the numbers
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(sparse.length() + (gigabytes << 30) - Float.BYTES);
            sparse.seek(sparse.length());
            sparse.write(new byte[] {0, 0, (byte) 0x80, 0x3f}); // 1 in float32
        }
        try (NDManager manager = PyTorch.manager(Device.cpu()); Safetensors tensors = Safetensors.open(file)) {
            long before = resident();
            NDArray numbers = tensors.read("a", manager);

            assertArrayEquals(new float[] {0, 1}, numbers.get("-1, -2:").toFloatArray());
            assertTrue(resident() - before < 100_000, "kilobytes more: " + (resident() - before));
        }
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow();
    }

    @Test
    void readsAnEmptyTensor() throws IOException {
        Path file = file("{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]},"
                + "'b':{'dtype':'F32','shape':[0,7],'data_offsets':[12,12]}}", DATA);

        assertEquals(0, Reference.tensor(file, "b").length);
        assertEquals(3, Reference.tensor(file, "a").length);
    }

    // ------------------------------------------------------------------------------------------- invalid headers

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // no places, or none in the file
        "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,16]}} | describes 16 bytes of tensors but holds 12",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | describes 8 bytes of tensors but holds 12",
        "{} | describes 0 bytes of tensors but holds 12",
        "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,9223372036854775807]}} | describes 9223372036854775807 bytes",
        "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,99999999999999999999]}} | not made of whole numbers",
        "{'a':{'dtype':'F32','shape':[3],'data_offsets':[-12,0]}} | gives 'a' a shape or place",
        "{'a':{'dtype':'F32','shape':[3],'data_offsets':[12,0]}} | gives 'a' no valid place",
        "{'a':{'dtype':'F32','shape':[3],'data_offsets':[12]}} | gives 'a' no valid place",
        "{'a':{'dtype':'F32','shape':[3],'data_offsets':'0-12'}} | describes 'a' incompletely",
        "{'a':{'dtype':'F32','shape':[3]}} | describes 'a' incompletely",
        "{'a':{'dtype':'F32','data_offsets':[0,12]}} | describes 'a' incompletely",
        "{'a':12} | describes 'a' incompletely",
        // shapes
        "{'a':{'dtype':'F32','shape':[-3],'data_offsets':[0,12]}} | gives 'a' a shape or place",
        "{'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,12]}} | gives 'a' a shape or place",
        "{'a':{'dtype':'F32','shape':[null],'data_offsets':[0,12]}} | gives 'a' a shape or place",
        // not a header
        "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]} | is not valid JSON",
        "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}}} | is not valid JSON",
        "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]},'a':0} | Duplicate field 'a'",
        "[] | is not a JSON object",
        "null | is not a JSON object",
        "'  ' | is not a JSON object",
        "tensors! | is not valid JSON"})
    void refusesHeadersThatDoNotFitTheFile(String header, String reason) throws IOException {
        assertRefused(file(header, DATA), reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0,8  | 4,12 | puts 'b' at byte 4, not at 8",
        "0,12 | 0,12 | puts 'b' at byte 0, not at 12",
        "8,12 | 0,12 | puts 'a' at byte 8, not at 12",
        "0,4  | 8,12 | puts 'b' at byte 8, not at 4",
        "4,12 | 0,0  | puts 'a' at byte 4, not at 0"})
    void refusesOverlapsAndGaps(String placeOfA, String placeOfB, String reason) throws IOException {
        String entry = "{'dtype':'F32','shape':[],'data_offsets':[%s]}";

        assertRefused(file("{'a':" + entry.formatted(placeOfA) + ",'b':" + entry.formatted(placeOfB) + "}", DATA), reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "F32 | [4] | (4)",
        "F32 | [] | ()",
        "F16 | [3] | (3)",
        "F32 | [4294967296,4294967296,3] | (4294967296, 4294967296, 3)",
        "F32 | [4611686018427387907] | (4611686018427387907)"}) // times 4 it wraps round to 12
    void refusesShapesThatDoNotFitTheBytes(String type, String shape, String shown) throws IOException {
        Path file = oneTensor(type, shape);
        try (NDManager manager = PyTorch.manager(Device.cpu()); Safetensors tensors = Safetensors.open(file)) {
            assertRefusal(file, "gives 'a' 12 bytes, which do not fit its shape " + shown,
                    assertThrows(ModelException.class, () -> tensors.read("a", manager)));
        }
    }

    @ParameterizedTest
    @CsvSource({"I64, [3]", "BOOL, [12]", "Q7, [3]", "'', [3]"})
    void refusesNumbersOfOtherTypes(String type, String shape) throws IOException {
        Path file = oneTensor(type, shape);
        try (NDManager manager = PyTorch.manager(Device.cpu()); Safetensors tensors = Safetensors.open(file)) {
            assertEquals(file + " holds 'a' as " + type + "; save the model's weights as F32, F16 or BF16",
                    assertThrows(ModelException.class, () -> tensors.read("a", manager)).getMessage());
        }
    }

    private Path oneTensor(String type, String shape) throws IOException {
        return file("{'a':{'dtype':'%s','shape':%s,'data_offsets':[0,12]}}".formatted(type, shape), DATA);
    }

    @ParameterizedTest
    @CsvSource({
        "'', is only 0 bytes long",
        "00000000000000, is only 7 bytes long",
        "0000000000000000, claims a header of 0 bytes in a file of 8",
        "01000000000000007b, claims a header of 1 bytes in a file of 9",
        "ff000000000000007b7d, claims a header of 255 bytes in a file of 10",
        "ffffffffffffff7f7b7d, claims a header of 9223372036854775807 bytes in a file of 10",
        "ffffffffffffffff7b7d, claims a header of 18446744073709551615 bytes in a file of 10",
        "feffffffffffffff7b7d, claims a header of 18446744073709551614 bytes in a file of 10"})
    void refusesAnInvalidHeaderLength(String bytes, String reason) throws IOException {
        Path file = Files.write(folder.resolve("short.safetensors"), HexFormat.of().parseHex(bytes));

        assertRefused(file, reason);
    }

    @Test
    void refusesATruncatedFile() throws IOException {
        byte[] whole = Files.readAllBytes(Reference.root().resolve("precisions.safetensors"));
        for (int length = 0; length < whole.length; length += 37) {
            assertRefused(Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(whole, length)), "");
        }
    }

    @Test
    void refusesTrailingBytes() throws IOException {
        Path file = Files.copy(Reference.root().resolve("precisions.safetensors"), folder.resolve("longer.safetensors"));
        Files.write(file, new byte[5], StandardOpenOption.APPEND);

        assertRefused(file, "bytes of tensors but holds");
    }

    @Test
    void refusesAHeaderLargerThanTheFormatAllows() throws IOException {
        Path file = folder.resolve("sparse.safetensors");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(200_000_000).array());
            sparse.setLength(200_000_100);
        }
        assertRefused(file, "claims a header of 200000000 bytes");
    }

    @Test
    void refusesATensorOfMoreThanTwoGigabytes() throws IOException {
        long length = 4L << 30;
        Path file = file("{'a':{'dtype':'F16','shape':[2147483648],'data_offsets':[0,%d]}}".formatted(length), 0);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(sparse.length() + length);
        }
        try (NDManager manager = PyTorch.manager(Device.cpu()); Safetensors tensors = Safetensors.open(file)) {
            String message = assertThrows(ModelException.class, () -> tensors.read("a", manager)).getMessage();
            assertTrue(message.contains("holds 'a' with 4294967296 bytes; tensors of up to 2 GB can be read"), message);
        }
    }

    @Test
    void refusesAMissingFile() {
        String message = assertThrows(ModelException.class, () -> Safetensors.open(folder.resolve("none"))).getMessage();

        assertTrue(message.contains(folder.resolve("none") + " cannot be read"), message);
    }

    private static void assertRefused(Path file, String reason) {
        assertRefusal(file, reason, assertThrows(ModelException.class, () -> Safetensors.open(file)));
    }

    private static void assertRefusal(Path file, String reason, ModelException e) {
        String message = e.getMessage();
        assertTrue(message.startsWith(file + " "), message);
        assertTrue(message.contains(reason), message);
        assertTrue(message.endsWith("; it is damaged, fetch it again"), message);
        assertEquals(1, message.lines().count(), message);
    }

    /** A file with a header, in which single quotes stand for double ones, and some bytes of data. */
    private Path file(String header, int dataLength) throws IOException {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + json.length + dataLength).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        return Files.write(folder.resolve("made.safetensors"), bytes.array());
    }
}

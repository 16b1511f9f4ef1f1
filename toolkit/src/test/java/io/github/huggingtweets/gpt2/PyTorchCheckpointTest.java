package io.github.huggingtweets.gpt2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.huggingtweets.pytorch.PyTorch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that PyTorch wrote give the tensors that PyTorch reads from them, and nothing in them is run. */
class PyTorchCheckpointTest {

    @TempDir
    private Path folder;

    private static Path reference(String name) {
        return Reference.root().resolve(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch.bin", "pytorch-before-1.6.bin"})
    void readsEveryTensorAsPyTorchDoes(String name) {
        try (NDManager manager = PyTorch.manager(Device.cpu());
                StoredWeights read = StoredWeights.open(reference(name));
                StoredWeights expected = StoredWeights.open(reference("pytorch.safetensors"))) {
            assertEquals(11, expected.names().size());
            assertTrue(read.names().containsAll(expected.names()));
            for (String tensor : expected.names()) {
                assertEquals(expected.shape(tensor), read.shape(tensor), tensor);
                assertArrayEquals(expected.read(tensor, manager).toFloatArray(), read.read(tensor, manager).toFloatArray(),
                        tensor);
            }
        }
    }

    @Test
    void readsTensorsAfterAGarbageCollection() throws InterruptedException {
        try (NDManager manager = PyTorch.manager(Device.cpu());
                StoredWeights tensors = StoredWeights.open(reference("pytorch.bin"))) {
            for (int i = 0; i < 5; i++) {
                System.gc();
                Thread.sleep(20); // in which finalizers run
            }
            assertEquals(new Shape(4, 6), tensors.read("plain", manager).getShape());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch.bin", "pytorch-before-1.6.bin"})
    void refusesToReadTensorsOfOtherTypes(String name) {
        try (NDManager manager = PyTorch.manager(Device.cpu()); StoredWeights tensors = StoredWeights.open(reference(name))) {
            assertEquals(new Shape(3, 3), tensors.shape("mask"));
            assertEquals(reference(name) + " holds 'mask' as BoolStorage; save the model's weights as floating-point numbers",
                    assertThrows(ModelException.class, () -> tensors.read("mask", manager)).getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch.bin", "pytorch-before-1.6.bin"})
    void refusesATruncatedFile(String name) throws IOException {
        byte[] whole = Files.readAllBytes(reference(name));
        for (int length = 0; length < whole.length; length += 37) {
            Path cut = Files.write(folder.resolve("cut.bin"), Arrays.copyOf(whole, length));
            String message = assertThrows(ModelException.class, () -> StoredWeights.open(cut), "cut at " + length).getMessage();
            assertTrue(message.startsWith(cut.toString()), message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "cos\nsystem\n(X\u0004\u0000\u0000\u0000trueltR.", // GLOBAL, as pickles of protocol 2 have it
        "\u008c\u0008builtins\u008c\u0004eval\u0093.", // STACK_GLOBAL of protocol 4
        "}q\u0000X\u0001\u0000\u0000\u0000actorch.serialization\nload\ns.",
        "ctorch._utils\n_rebuild_tensor_v3\n.",
        "ctorch\nload\n.",
        "cnumpy.core.multiarray\n_reconstruct\n."})
    void refusesAPickleThatNamesOtherClasses(String pickle) throws IOException {
        Path file = zip(pickle);
        String message = assertThrows(ModelException.class, () -> StoredWeights.open(file)).getMessage();

        assertTrue(message.startsWith(file + " would run "), message);
        assertTrue(message.endsWith("which no file of weights needs; do not use it, since it may do harm"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "}", "N.", ".", "}.", "]q\u0000.", "(((.", "t.", "R.", "}R.", "h\u0007.", "u.", "b.", "Q.", "NQ.",
        "X\u00ff\u00ff\u00ff\u007fa.", "X\u00ff\u00ff\u00ff\u00ffa.", "ccollections\nOrderedDict\n.",
        "ccollections\nOrderedDict\nNR.",
        "ctorch\nFloatStorage\n)R.", "\u0080\u0002}NNs.", "}}}s.", "ctorch._utils\n_rebuild_tensor_v2\n)R.", "I12\n.",
        "cnothing", "i", "\u0082\u0001.",
        "}X\u0001\u0000\u0000\u0000actorch._utils\n_rebuild_tensor_v2\n(NK\u0000))tRs.", // a tensor without numbers
        "ccollections\nOrderedDict\n]](]q\u0005h\u0005aK\u0001ea\u0085R."}) // a key that holds itself
    void refusesAPickleWithoutADictionaryOfTensors(String pickle) throws IOException {
        Path file = zip(pickle);

        String message = assertThrows(ModelException.class, () -> StoredWeights.open(file)).getMessage();
        assertTrue(message.startsWith(file + " hold"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "N.", "]q\u0000]h\u0000aa.", // another version
        "M\u00e9\u0003.}.}."}) // no tensors
    void refusesAnOldPickleOfSomethingElse(String pickles) throws IOException {
        String magic = "\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.";
        Path file = Files.write(folder.resolve("old.bin"), (magic + pickles).getBytes(StandardCharsets.ISO_8859_1));

        String message = assertThrows(ModelException.class, () -> StoredWeights.open(file)).getMessage();
        assertTrue(message.startsWith(file + " h"), message);
    }

    @Test
    void refusesAnOldFileWhoseStorageOrderNamesNoTensor() throws IOException {
        byte[] whole = Files.readAllBytes(reference("pytorch-before-1.6.bin"));
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        int order = text.lastIndexOf("\u0080\u0002]q");
        String holdsItself = text.substring(0, order) + "\u0080\u0002]]q\u0005]h\u0005aaa.";
        Path file = Files.write(folder.resolve("order.bin"), holdsItself.getBytes(StandardCharsets.ISO_8859_1));

        assertEquals(file + " gives numbers to no tensor; it is damaged, fetch it again",
                assertThrows(ModelException.class, () -> StoredWeights.open(file)).getMessage());
    }

    /** The directory of a ZIP is at its end, and the last bytes say at which position in the file it begins. */
    @Test
    void survivesAnyDamageToTheEndOfTheZip() throws IOException {
        byte[] whole = Files.readAllBytes(reference("pytorch.bin"));
        for (int place = whole.length - 120; place < whole.length; place++) {
            byte[] damaged = whole.clone();
            damaged[place] = (byte) 0xff;
            Path file = Files.write(folder.resolve("damaged.bin"), damaged);
            try (StoredWeights read = StoredWeights.open(file)) {
                assertTrue(read.names().size() >= 11, "damaged at " + place);
            } catch (ModelException e) {
                assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
            }
        }
    }

    @Test
    void shortensADamagedNameInAMessage() throws IOException {
        Path file = zip("cos\u001b[2J\r\n" + "x".repeat(100_000) + "\n.");

        String message = assertThrows(ModelException.class, () -> StoredWeights.open(file)).getMessage();
        assertTrue(message.startsWith(file + " would run os?[2J?.xxx"), message);
        assertTrue(message.length() < 1_000, message);
    }

    /** A pickle of a few kilobytes can ask for any amount of work or memory. */
    static Stream<Arguments> picklesThatMakeMuchWork() {
        String list = "]q\u0000(" + "N".repeat(1_000) + "e0"; // a list of 1,000 elements, remembered as 0
        String numbers = "]q\u0000(" + "K\u0001".repeat(1_000) + "e0";
        String tensor = "ctorch._utils\n_rebuild_tensor_v2\n(X\u0007\u0000\u0000\u0000storagectorch\nFloatStorage\n"
                + "X\u0001\u0000\u0000\u00000X\u0003\u0000\u0000\u0000cpuK\u0001tQK\u0000h\u0000h\u0000\u0089}tR";
        return Stream.of(
                Arguments.of("one list remembered and copied again and again",
                        list + "](" + "h\u0000".repeat(2_100_000) + "e.", "is larger than that of any GPT-2"),
                Arguments.of("deep stack", "}".repeat(200_000) + ".", "is larger than that of any GPT-2"),
                Arguments.of("many dictionaries of one list",
                        "]q\u0000(" + "NN\u0086".repeat(1_000) + "e0"
                                + "ccollections\nOrderedDict\n(h\u0000tR0".repeat(3_000) + "}.",
                        "is larger than that of any GPT-2"),
                Arguments.of("a thousand dimensions", numbers + "}X\u0001\u0000\u0000\u0000a" + tensor + "s.",
                        "holds a pickle that is damaged"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("picklesThatMakeMuchWork")
    void refusesAPickleThatMakesMuchWork(String what, String pickle, String reason) throws IOException {
        Path file = zip(pickle);

        String message = assertThrows(ModelException.class, () -> StoredWeights.open(file)).getMessage();
        assertTrue(message.contains(reason), message);
    }

    @Test
    void refusesAnOldFileWithAVeryLongPickle() throws IOException {
        String magic = "\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.";
        String text = "X\u0000\u0000\u0010\u0000" + "x".repeat(1 << 20) + "0"; // a text of a megabyte, thrown away
        Path file = Files.write(folder.resolve("old.bin"),
                (magic + text.repeat(12) + "M\u00e9\u0003.").getBytes(StandardCharsets.ISO_8859_1));

        String message = assertThrows(ModelException.class, () -> StoredWeights.open(file)).getMessage();
        assertTrue(message.contains("is larger than that of any GPT-2"), message);
    }

    @ParameterizedTest
    @CsvSource({"100000, true", "100001, false"})
    void repeatsAStoredNumberAsOftenAsARealModelMayNeed(int times, boolean isRead) throws IOException {
        String size = new String(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(times).array(),
                StandardCharsets.ISO_8859_1);
        String pickle = "}X\u0001\u0000\u0000\u0000actorch._utils\n_rebuild_tensor_v2\n((X\u0007\u0000\u0000\u0000storage"
                + "ctorch\nFloatStorage\nX\u0001\u0000\u0000\u00000X\u0003\u0000\u0000\u0000cpuK\u0001tQK\u0000J" + size
                + "\u0085K\u0000\u0085\u0089}tRs.";
        Path file = folder.resolve("repeated.bin");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            store(zip, "archive/data.pkl", pickle.getBytes(StandardCharsets.ISO_8859_1));
            store(zip, "archive/data/0", ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0.5f).array());
        }
        try (NDManager manager = PyTorch.manager(Device.cpu()); StoredWeights read = StoredWeights.open(file)) {
            if (isRead) {
                assertEquals(times * 0.5f, read.read("a", manager).sum().getFloat());
            } else {
                assertTrue(assertThrows(ModelException.class, () -> read.read("a", manager)).getMessage()
                        .contains("gives 'a' of shape (100001), but stores only 1 numbers for it"));
            }
        }
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
    }

    @Test
    void refusesATensorLargerThanItsStorage() throws IOException {
        byte[] whole = Files.readAllBytes(reference("pytorch-before-1.6.bin"));
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        int shape = text.indexOf("K\u0004K\u0006\u0086"); // the shape of the first tensor, (4, 6)
        whole[shape + 1] = 5;
        Path file = Files.write(folder.resolve("larger.bin"), whole);

        assertEquals(file + " gives 'plain' numbers that do not fit its shape [5, 6]; it is damaged, fetch it again",
                assertThrows(ModelException.class, () -> StoredWeights.open(file)).getMessage());
    }

    @Test
    void refusesAFileThatIsNotFromPyTorch() throws IOException {
        Path text = Files.writeString(folder.resolve("text.bin"), "version https://git-lfs.github.com/spec/v1");
        Path zip = zip("}.", "word/document.xml");
        Path pickle = Files.write(folder.resolve("pickle.bin"), "\u0080\u0002K\u0001.".getBytes(StandardCharsets.ISO_8859_1));

        for (String reason : List.of(text + " is no file of PyTorch", zip + " is a ZIP, but not one of PyTorch's",
                pickle + " is a pickle, but not one of PyTorch's")) {
            Path file = Path.of(reason.substring(0, reason.indexOf(' ')));
            String message = assertThrows(ModelException.class, () -> StoredWeights.open(file)).getMessage();
            assertTrue(message.startsWith(reason), message);
        }
    }

    private Path zip(String pickle) throws IOException {
        return zip(pickle, "archive/data.pkl");
    }

    private Path zip(String pickle, String entry) throws IOException {
        Path file = folder.resolve(Math.abs(pickle.hashCode()) + entry.replace('/', '-') + ".bin");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(pickle.getBytes(StandardCharsets.ISO_8859_1));
        }
        return file;
    }
}

package io.github.huggingtweets.gpt2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import io.github.huggingtweets.pytorch.Processor;
import io.github.huggingtweets.pytorch.PyTorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fastest way to multiply is measured once on a machine, and the user may choose another. */
class ProductsTest {

    private static final Processor PLAIN = new Processor("Some CPU", List.of("AVX2"));
    private static final Processor HALF = new Processor("Another CPU", List.of("AVX2", "AVX512-BF16"));

    @TempDir
    private Path folder;

    @Test
    void measuresTheRatesOnce() throws IOException {
        Path file = folder.resolve("deep").resolve("rates.json");
        ProductRates measured = ProductRates.kept(file, PLAIN, 1);

        assertTrue(measured.float32() > 0 && measured.oneDnn() > 0, measured.toString());
        assertEquals(measured, ProductRates.kept(file, PLAIN, 1));
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void takesOverTheRatesOfTheSameProcessorAlone() throws IOException {
        int threads = 7; // which nothing else here has
        ProductRates same = new ProductRates(Processor.ofThisMachine().toString(), threads, 1, 2, 40);
        ProductRates other = new ProductRates("Some CPU", threads, 3, 2, 1);
        try {
            ProductRates.takeOver(same);
            ProductRates.takeOver(other);
            PyTorch.withThreads(1, ProductRates::ofThisMachine); // so that they come from the file

            assertEquals(same, PyTorch.withThreads(threads, ProductRates::ofThisMachine));
        } finally {
            Files.deleteIfExists(ProductRates.file(threads));
        }
    }

    @Test
    void measuresAgainForAnotherProcessorOrAfterDamage() throws IOException {
        Path file = folder.resolve("rates.json");
        Files.writeString(file, """
                {"processor": "Some CPU (AVX2)", "threads": 2, "float32": 1, "oneDnn": 2, "bfloat16": 4}""");

        assertEquals(4, ProductRates.kept(file, PLAIN, 2).bfloat16());
        assertEquals(0, ProductRates.kept(file, new Processor("Third CPU", List.of()), 2).bfloat16());
        for (String damaged : List.of("", "{}", "[1]", "no JSON")) {
            Files.writeString(file, damaged);
            assertTrue(ProductRates.kept(file, PLAIN, 2).float32() > 1, damaged);
        }
    }

    @Test
    void goesOnWhereTheFileCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("a file"), "").resolve("rates.json");

        assertTrue(ProductRates.kept(file, PLAIN, 1).float32() > 0);
    }

    @Test
    void multipliesInBfloat16OnlyWithInstructionsForIt() {
        assertEquals(0, ProductRates.kept(folder.resolve("plain.json"), PLAIN, 1).bfloat16());
        assertTrue(ProductRates.kept(folder.resolve("half.json"), HALF, 1).bfloat16() > 0);
    }

    @Test
    void takesTheFastestWay() {
        assertEquals(Products.FLOAT32, new ProductRates("", 1, 200, 190, 290).fastest());
        assertEquals(Products.FLOAT32_BY_ONEDNN, new ProductRates("", 1, 100, 190, 0).fastest());
        assertEquals(Products.BFLOAT16, new ProductRates("", 1, 100, 190, 300).fastest());
        assertEquals(Products.FLOAT32_BY_ONEDNN, new ProductRates("", 1, 100, 190, 300).fastestFloat32());
    }

    @Test
    void knowsTheNamesOfAllWays() {
        assertEquals(Optional.of(Products.FLOAT32_BY_ONEDNN), Products.chosen(" float32_by_onednn"));
        assertEquals(Optional.empty(), Products.chosen(""));
        assertEquals(Optional.empty(), Products.chosen(null));
        assertEquals("HUGGINGTWEETS_PRODUCTS is one of float32, float32_by_onednn, bfloat16, not mkl",
                assertThrows(IllegalStateException.class, () -> Products.chosen("mkl")).getMessage());
    }

    @Test
    void takesTheChosenWayWhereItHasTheWantedPrecision() {
        String before = System.getProperty(Products.VARIABLE, "");
        try {
            System.setProperty(Products.VARIABLE, "bfloat16");
            assertEquals(Products.BFLOAT16, Products.of(Precision.AUTOMATIC, Device.cpu()));
            assertTrue(Products.of(Precision.FLOAT32, Device.cpu()) != Products.BFLOAT16);
            System.setProperty(Products.VARIABLE, "float32");
            assertEquals(Products.FLOAT32, Products.of(Precision.AUTOMATIC, Device.cpu()));
            assertEquals(Products.FLOAT32, Products.of(Precision.FLOAT32, Device.cpu()));
            assertEquals(Products.BFLOAT16, Products.of(Precision.BFLOAT16, Device.cpu()));
        } finally {
            System.setProperty(Products.VARIABLE, before);
        }
    }

    /** Some builds of PyTorch come without oneDNN. */
    @Test
    void multipliesTheSameWithoutOneDnn() {
        String without = Kernels.withoutOneDnn(Kernels.source());
        assertTrue(Kernels.source().contains("ops.mkldnn"));
        assertFalse(without.contains("ops.mkldnn"), without);
        try (NDManager manager = PyTorch.manager(Device.cpu())) {
            NDArray x = manager.randomNormal(new Shape(3, 40));
            NDArray y = manager.randomNormal(new Shape(40, 50));

            assertArrayEquals(product(Kernels.source(), manager, x, y),
                    product(without, manager, x, y), 1e-4f);
        }
    }

    private static float[] product(String source, NDManager manager, NDArray x, NDArray y) {
        long byOneDnn = 1;
        return Kernels.call(Kernels.load(source), manager, "product", Kernels.value(x), Kernels.value(y), IValue.from(byOneDnn))
                .toFloatArray();
    }
}

package io.github.huggingtweets.gpt2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorModuleTest {

    @ParameterizedTest
    @CsvSource({"'mixed mode, sharing', 17.0.15+6, true", "mixed mode, 25+36, true",
        "'mixed mode, emulated-client, sharing', 17, false",
        "interpreted mode, 17, false", "'mixed mode, sharing', 21.0.1+12-jvmci-23.1-b19, false", "'', '', false"})
    void usesVectorsOnlyWhereTheJvmTranslatesThem(String info, String version, boolean expected) {
        assertEquals(expected, VectorModule.hasOptimizingCompiler(info, version));
    }

    @Test
    void saysWhatVectorsAreUsedFor() {
        assertEquals(VectorModule.isFast()
                ? Optional.of("Java generates a single text with %d numbers at once".formatted(Vectors.LANES))
                : Optional.empty(), VectorModule.use());
    }
}

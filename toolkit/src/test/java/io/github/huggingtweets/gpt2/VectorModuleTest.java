package io.github.huggingtweets.gpt2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorModuleTest {

    @ParameterizedTest
    @CsvSource({"'mixed mode, sharing', true", "mixed mode, true", "'mixed mode, emulated-client, sharing', false",
        "interpreted mode, false", "'', false"})
    void usesVectorsOnlyWhereTheJvmTranslatesThem(String info, boolean expected) {
        assertEquals(expected, VectorModule.translates(info));
    }
}

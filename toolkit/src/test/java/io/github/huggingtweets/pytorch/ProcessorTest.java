package io.github.huggingtweets.pytorch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A processor is named with what matters for matrix products, from what Linux and macOS say about it. */
class ProcessorTest {

    @Test
    void namesFamilyAndModelWhereAVirtualMachineHidesThem() {
        Processor processor = Processor.ofCpuInfo(List.of("processor\t: 0", "cpu family\t: 25", "model\t\t: 17",
                "model name\t: AMD EPYC", "flags\t\t: fpu sse2 avx avx2 avx512f avx512_bf16 avx512_vnni", "", "processor\t: 1",
                "model name\t: another", "flags\t\t: fpu"));

        assertEquals("AMD EPYC, family 25, model 17 (AVX2, AVX-512, AVX512-BF16)", processor.toString());
        assertTrue(processor.multipliesBfloat16());
    }

    @Test
    void knowsAmxOfIntel() {
        Processor processor = Processor.ofCpuInfo(List.of("cpu family\t: 6", "model\t\t: 143",
                "model name\t: Intel(R) Xeon(R) Platinum 8481C CPU @ 2.70GHz", "flags\t\t: avx2 avx512f avx512_bf16 amx_bf16"));

        assertEquals(List.of("AVX2", "AVX-512", "AVX512-BF16", "AMX-BF16"), processor.abilities());
    }

    @Test
    void tellsAvx512FromItsBfloat16() {
        Processor processor =
                Processor.ofCpuInfo(List.of("model name\t: Intel(R) Xeon(R) CPU @ 2.00GHz", "flags\t\t: avx2 avx512f"));

        assertEquals(List.of("AVX2", "AVX-512"), processor.abilities());
        assertFalse(processor.multipliesBfloat16());
    }

    @Test
    void readsTheAbilitiesOfAnArmProcessorWithoutName() {
        Processor processor = Processor.ofCpuInfo(List.of("processor\t: 0", "BogoMIPS\t: 243.75",
                "Features\t: fp asimd evtstrm aes bf16 i8mm", "CPU implementer\t: 0x41"));

        assertEquals("unknown processor (NEON, ARM-BF16)", processor.toString());
        assertTrue(processor.multipliesBfloat16());
    }

    @Test
    void readsWhatMacOsSays() {
        Processor processor = Processor.ofSystemControls(List.of("machdep.cpu.brand_string: Apple M2 Pro", "hw.optional.neon: 1",
                "hw.optional.arm.FEAT_BF16: 1", "hw.optional.arm.FEAT_SME: 0"));

        assertEquals("Apple M2 Pro (NEON, ARM-BF16)", processor.toString());
    }

    @Test
    void findsAnUnknownProcessorInAnEmptyDescription() {
        assertEquals("unknown processor", Processor.ofCpuInfo(List.of()).toString());
        assertFalse(Processor.ofCpuInfo(List.of()).multipliesBfloat16());
    }
}

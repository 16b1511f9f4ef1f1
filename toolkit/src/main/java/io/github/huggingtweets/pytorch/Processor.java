package io.github.huggingtweets.pytorch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The processor of a machine.
 *
 * @param name its name, with family and model where a virtual machine hides which one it is
 * @param abilities its instructions that matter for matrix products, by their usual names
 */
public record Processor(String name, List<String> abilities) {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final String UNKNOWN = "unknown processor";

    /** The abilities by their names in {@code /proc/cpuinfo}, on Intel's and AMD's processors and then on ARM's. */
    private static final Map<String, String> FLAGS = inOrder("avx2", "AVX2", "avx512f", "AVX-512", "avx512_bf16", "AVX512-BF16",
            "amx_bf16", "AMX-BF16", "asimd", "NEON", "sve", "SVE", "bf16", "ARM-BF16");

    /** The abilities by their names in {@code sysctl} of macOS. */
    private static final Map<String, String> SYSTEM_CONTROLS = inOrder("hw.optional.avx2_0", "AVX2",
            "hw.optional.avx512f", "AVX-512", "hw.optional.neon", "NEON", "hw.optional.arm.FEAT_BF16", "ARM-BF16");

    private static final Set<String> MULTIPLY_BFLOAT16 = Set.of("AVX512-BF16", "AMX-BF16", "ARM-BF16");

    /** {@return the processor of this machine; if the system does not say, it has no known name and no known abilities} */
    public static Processor ofThisMachine() {
        try {
            if (Files.isReadable(CPU_INFO)) {
                return ofCpuInfo(Files.readAllLines(CPU_INFO));
            }
            if (System.getProperty("os.name").startsWith("Mac")) {
                return ofSystemControls(lines("sysctl", "machdep.cpu.brand_string", "hw.optional"));
            }
        } catch (IOException e) {
            // a name is not worth the loss of the figures
        }
        return new Processor(UNKNOWN, List.of());
    }

    /** {@return the processor that Linux describes in {@code /proc/cpuinfo}; the first one, if there are several} */
    static Processor ofCpuInfo(List<String> lines) {
        Map<String, String> entries = entries(lines);
        String name = entries.getOrDefault("model name", UNKNOWN);
        if (entries.containsKey("cpu family")) {
            name += ", family %s, model %s".formatted(entries.get("cpu family"), entries.get("model"));
        }
        Set<String> flags = Set.copyOf(List.of((entries.getOrDefault("flags", "") + " " + entries.getOrDefault("Features", ""))
                .strip().split(" +")));
        return new Processor(name, FLAGS.keySet().stream().filter(flags::contains).map(FLAGS::get).toList());
    }

    /** {@return the processor that {@code sysctl} of macOS describes} */
    static Processor ofSystemControls(List<String> lines) {
        Map<String, String> entries = entries(lines);
        return new Processor(entries.getOrDefault("machdep.cpu.brand_string", UNKNOWN), SYSTEM_CONTROLS.keySet().stream()
                .filter(name -> "1".equals(entries.get(name))).map(SYSTEM_CONTROLS::get).toList());
    }

    /** {@return whether it has instructions that multiply bfloat16} */
    public boolean multipliesBfloat16() {
        return abilities.stream().anyMatch(MULTIPLY_BFLOAT16::contains);
    }

    @Override
    public String toString() {
        return abilities.isEmpty() ? name : "%s (%s)".formatted(name, String.join(", ", abilities));
    }

    private static Map<String, String> entries(List<String> lines) {
        Map<String, String> entries = new LinkedHashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                entries.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
            }
        }
        return entries;
    }

    private static List<String> lines(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        return new ArrayList<>(process.inputReader().lines().toList());
    }

    private static Map<String, String> inOrder(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}

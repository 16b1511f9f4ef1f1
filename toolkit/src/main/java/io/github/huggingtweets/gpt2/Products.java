package io.github.huggingtweets.gpt2;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.util.Utils;
import ai.djl.util.cuda.CudaUtils;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How matrices are multiplied: in which number format, and by which library. */
public enum Products {

    /** Float32, by the library that PyTorch takes: on a GPU cuBLAS, on Intel's and AMD's processors Intel's MKL. */
    FLOAT32("float32"),

    /** Float32, by oneDNN, which is the faster library on some processors. */
    FLOAT32_BY_ONEDNN("float32 by oneDNN"),

    /** Bfloat16, summed in float32. */
    BFLOAT16("bfloat16");

    /**
     * The environment variable, or system property, that names one of these, such as {@code float32_by_onednn}. Where the CPU
     * computes, it takes the place of what was measured there.
     */
    public static final String VARIABLE = "HUGGINGTWEETS_PRODUCTS";

    private static final int AMPERE = 80;

    private final String words;

    Products(String words) {
        this.words = words;
    }

    /**
     * {@return the fastest way on a device}
     *
     * @param precision the number format, or {@link Precision#AUTOMATIC} to choose that, too
     * @param device the device
     * @throws IllegalArgumentException if only generation has this number format
     * @throws IllegalStateException if {@link #VARIABLE} names none of these
     */
    public static Products of(Precision precision, Device device) {
        if (precision == Precision.INT8) {
            throw new IllegalArgumentException("Only generation multiplies in INT8; choose FLOAT32, BFLOAT16 or AUTOMATIC");
        }
        if (precision == Precision.BFLOAT16) {
            return BFLOAT16;
        }
        if (device.isGpu()) {
            return precision == Precision.AUTOMATIC && capability(device) >= AMPERE ? BFLOAT16 : FLOAT32;
        }
        return of(precision, chosen(Utils.getEnvOrSystemProperty(VARIABLE)));
    }

    /** {@return the fastest way on the CPU, or what the user has chosen instead, if it has the wanted precision} */
    private static Products of(Precision precision, Optional<Products> chosen) {
        boolean automatic = precision == Precision.AUTOMATIC;
        return chosen.filter(products -> automatic || products != BFLOAT16).orElseGet(
                () -> automatic ? ProductRates.ofThisMachine().fastest() : ProductRates.ofThisMachine().fastestFloat32());
    }

    static Optional<Products> chosen(String name) {
        if (name == null || name.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(values()).filter(products -> products.name().equalsIgnoreCase(name.strip())).findFirst()
                .orElseThrow(() -> new IllegalStateException("%s is one of %s, not %s".formatted(VARIABLE,
                        Arrays.stream(values()).map(products -> products.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")),
                        name))));
    }

    private static int capability(Device gpu) {
        try {
            return Integer.parseInt(CudaUtils.getComputeCapability(gpu.getDeviceId()));
        } catch (IllegalStateException | IllegalArgumentException | EngineException e) {
            return 0; // not an NVIDIA GPU, or the driver does not say
        }
    }

    /** {@return the number format, and the library if it is not PyTorch's own choice} */
    @Override
    public String toString() {
        return words;
    }
}

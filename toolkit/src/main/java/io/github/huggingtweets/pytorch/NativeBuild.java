package io.github.huggingtweets.pytorch;

import ai.djl.util.Platform;
import java.util.Arrays;
import java.util.stream.Collectors;

/** PyTorch for the CPU, built for one kind of machine, as DJL publishes it on Maven Central. */
enum NativeBuild {

    LINUX_X86_64("linux-x86_64", 111_597_418, "1769928feaaa2389b4aa68390e7787ce1707290258b167d016a200fced4b8c39"),
    LINUX_AARCH64("linux-aarch64", 71_387_151, "ea7bf1da33fc4ecf310186b27f2b4afc4387e81cb76a994e5703e0e3c2c97cf6"),
    OSX_AARCH64("osx-aarch64", 41_611_143, "e1ca6c377750d31a2a791d9d2dac9efb09e39181faf84338ef0e140214979ff2"),
    WIN_X86_64("win-x86_64", 75_502_000, "f70603e9b03cf7df1690c2b1f8edd99fcfdc4e38d639db1d3604ce22b13a38df");

    /** The version of PyTorch, and the day on which DJL packed it. */
    static final String VERSION = "2.7.1";
    private static final String PACKED = VERSION + "-20250812";

    private final String platform;
    private final long size;
    private final String sha256;

    NativeBuild(String platform, long size, String sha256) {
        this.platform = platform;
        this.size = size;
        this.sha256 = sha256;
    }

    /**
     * {@return the build for this machine}
     *
     * @throws PyTorchException if there is none
     */
    static NativeBuild forThisMachine() {
        return of(Platform.fromSystem("pytorch").getClassifier());
    }

    static NativeBuild of(String platform) {
        return Arrays.stream(values()).filter(build -> build.platform.equals(platform)).findFirst()
                .orElseThrow(() -> new PyTorchException(("There is no PyTorch %s for machines of the kind %s, but for %s. If you"
                        + " have one, let the environment variable PYTORCH_LIBRARY_PATH name its folder.").formatted(VERSION,
                                platform,
                                Arrays.stream(values()).map(build -> build.platform).collect(Collectors.joining(", ")))));
    }

    /** {@return the path of the jar in a Maven repository} */
    String path() {
        return "ai/djl/pytorch/pytorch-native-cpu/%s/%s".formatted(VERSION, file());
    }

    /** {@return the name of the jar} */
    String file() {
        return "pytorch-native-cpu-%s-%s.jar".formatted(VERSION, platform);
    }

    /** {@return the name of the folder into which DJL unpacks the jar} */
    String folder() {
        return PACKED + "-cpu-" + platform;
    }

    /** {@return the folder of the libraries within the jar} */
    String entries() {
        return "pytorch/cpu/" + platform + "/";
    }

    /** {@return the bytes of the jar} */
    long size() {
        return size;
    }

    /** {@return the checksum of the jar, in hexadecimal digits} */
    String sha256() {
        return sha256;
    }
}

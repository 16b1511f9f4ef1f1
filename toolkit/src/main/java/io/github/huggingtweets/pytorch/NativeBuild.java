package io.github.huggingtweets.pytorch;

import ai.djl.util.Platform;
import java.util.List;
import java.util.stream.Collectors;

/**
 * PyTorch for the CPU, built for one kind of machine, as DJL publishes it on Maven Central.
 *
 * @param platform the kind of machine, as DJL names it
 * @param size the bytes of the jar
 * @param sha256 the checksum of the jar, in hexadecimal digits
 */
record NativeBuild(String platform, long size, String sha256) {

    /** The version of PyTorch that DJL's native part is made for; {@code pom.xml} has the same one for the tests. */
    static final String VERSION = "2.7.1";
    private static final String PACKED = VERSION + "-20250812"; // the day on which DJL packed all of them

    static final List<NativeBuild> ALL = List.of(
            new NativeBuild("linux-x86_64", 111_597_418, "1769928feaaa2389b4aa68390e7787ce1707290258b167d016a200fced4b8c39"),
            new NativeBuild("linux-aarch64", 71_387_151, "ea7bf1da33fc4ecf310186b27f2b4afc4387e81cb76a994e5703e0e3c2c97cf6"),
            new NativeBuild("osx-aarch64", 41_611_143, "e1ca6c377750d31a2a791d9d2dac9efb09e39181faf84338ef0e140214979ff2"),
            new NativeBuild("win-x86_64", 75_502_000, "f70603e9b03cf7df1690c2b1f8edd99fcfdc4e38d639db1d3604ce22b13a38df"));

    /**
     * {@return the build for this machine}
     *
     * @throws PyTorchException if there is none
     */
    static NativeBuild forThisMachine() {
        return of(Platform.fromSystem("pytorch").getClassifier());
    }

    static NativeBuild of(String platform) {
        return ALL.stream().filter(build -> build.platform.equals(platform)).findFirst()
                .orElseThrow(() -> new PyTorchException(("There is no PyTorch %s for this kind of machine, %s, but for %s. If you"
                        + " have one, let the environment variable PYTORCH_LIBRARY_PATH name its folder.").formatted(VERSION,
                                platform, ALL.stream().map(NativeBuild::platform).collect(Collectors.joining(", ")))));
    }

    /** {@return the name of the jar} */
    String file() {
        return "pytorch-native-cpu-%s-%s.jar".formatted(VERSION, platform);
    }

    /** {@return the path of the jar in a Maven repository} */
    String path() {
        return "ai/djl/pytorch/pytorch-native-cpu/%s/%s".formatted(VERSION, file());
    }

    /** {@return the name of the folder into which DJL unpacks the jar} */
    String folder() {
        return PACKED + "-cpu-" + platform;
    }

    /** {@return where the libraries are in the jar} */
    String entries() {
        return "pytorch/cpu/" + platform + "/";
    }
}

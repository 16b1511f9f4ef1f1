package io.github.huggingtweets.pytorch;

import ai.djl.util.Utils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The native library on this machine: unpacked in DJL's cache, where DJL puts it, too, or packed in the local Maven repository.
 *
 * @param build the build for this machine
 * @param cache DJL's cache for PyTorch
 * @param mavenRepository the local Maven repository, which need not exist
 */
record NativeLibrary(NativeBuild build, Path cache, Path mavenRepository) {

    static NativeLibrary forThisMachine() {
        Path repository = Path.of(System.getProperty("maven.repo.local",
                Path.of(System.getProperty("user.home"), ".m2", "repository").toString()));
        return new NativeLibrary(NativeBuild.forThisMachine(), Utils.getEngineCacheDir("pytorch"), repository);
    }

    /**
     * Finds the library, and unpacks it if need be.
     *
     * @return the folder of the unpacked library
     * @throws PyTorchException if it is not on this machine, or cannot be unpacked
     */
    Path folder() {
        Path folder = cache.resolve(build.folder());
        if (!Files.isRegularFile(folder.resolve(System.mapLibraryName("torch")))) {
            unpack(folder);
        }
        return folder.toAbsolutePath();
    }

    private void unpack(Path folder) {
        Path jar = mavenRepository.resolve(build.path());
        if (!Files.isRegularFile(jar)) {
            throw new PyTorchException("PyTorch's native library is neither on the class path nor in " + jar);
        }
        try {
            Path part = Files.createDirectories(cache.resolve(build.folder() + ".part"));
            unpack(jar, part);
            Utils.deleteQuietly(folder);
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unpack(Path jar, Path folder) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(jar), digest);
                ZipInputStream zip = new ZipInputStream(bytes)) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null;) {
                String name = entry.getName();
                if (name.startsWith(build.entries()) && !entry.isDirectory()) {
                    Files.copy(zip, folder.resolve(name.substring(build.entries().length())),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
            bytes.transferTo(java.io.OutputStream.nullOutputStream());
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(build.sha256())) {
            throw new IOException("%s has the checksum %s, and not %s".formatted(jar, found, build.sha256()));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}

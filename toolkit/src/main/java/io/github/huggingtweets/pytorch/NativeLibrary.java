package io.github.huggingtweets.pytorch;

import ai.djl.util.Utils;
import io.github.huggingtweets.progress.TransferProgress;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The native library on this machine: unpacked in DJL's cache, where DJL unpacks it, too; packed in the local Maven repository;
 * or, if it is in neither, downloaded.
 *
 * @param build the build for this machine
 * @param cache DJL's cache for PyTorch
 * @param mavenRepository the local Maven repository, which need not exist
 * @param download fetches what is not on this machine
 */
record NativeLibrary(NativeBuild build, Path cache, Path mavenRepository, NativeDownload download) {

    private static final Duration BETWEEN_LOOKS_AT_LOCK = Duration.ofMillis(100);

    static NativeLibrary forThisMachine() {
        Path repository = Path.of(System.getProperty("maven.repo.local",
                Path.of(System.getProperty("user.home"), ".m2", "repository").toString()));
        return new NativeLibrary(NativeBuild.forThisMachine(), Utils.getEngineCacheDir("pytorch"), repository,
                NativeDownload.standard());
    }

    /**
     * Finds the library; unpacks and downloads it if need be. If another program does that at the moment, this one waits.
     *
     * @return the folder of the unpacked library
     * @throws PyTorchException if it cannot be downloaded or unpacked
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    Path folder() {
        Path folder = cache.resolve(build.folder()).toAbsolutePath();
        try {
            if (!isComplete(folder)) {
                Files.createDirectories(cache);
                try (FileChannel file = FileChannel.open(cache.resolve(build.file() + ".lock"), StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE); FileLock lock = lock(file)) {
                    if (!isComplete(folder) && !isUnpacked(mavenRepository.resolve(build.path()), folder)) {
                        fetch(folder);
                    }
                }
            }
        } catch (ClosedByInterruptException e) {
            throw download.stopped();
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof ClosedByInterruptException ? download.stopped() : unwritable(e.getCause());
        } catch (IOException e) {
            throw unwritable(e);
        }
        return folder;
    }

    private static boolean isComplete(Path folder) {
        return Files.isRegularFile(folder.resolve(System.mapLibraryName("torch"))); // folders are moved here when they are complete
    }

    private FileLock lock(FileChannel file) throws IOException {
        FileLock lock = tryLock(file);
        if (lock == null) {
            download.listener().onNote("Another program is installing PyTorch at the moment; this one waits and uses the same.");
        }
        while (lock == null) {
            download.retries().sleep(BETWEEN_LOOKS_AT_LOCK);
            lock = tryLock(file);
        }
        return lock;
    }

    private static FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this program holds it, with another class loader
        }
    }

    /** Downloads the jar and unpacks it. If an earlier download left a damaged part, the jar is downloaded again. */
    private void fetch(Path folder) throws IOException {
        Path jar = cache.resolve(build.file() + ".part");
        boolean isResumed = Files.exists(jar) && Files.size(jar) > 0;
        download.fetch(build, jar);
        boolean isUnpacked = isUnpacked(jar, folder);
        Files.delete(jar);
        if (!isUnpacked && isResumed) {
            download.listener().onNote("What an earlier download left of PyTorch was damaged; it is downloaded again.");
            fetch(folder);
        } else if (!isUnpacked) {
            throw new PyTorchException(("%s has another checksum than the one that DJL has published (SHA-256 %s), and was"
                    + " deleted. Try again; if that does not help, see whether a proxy or a mirror changes files.")
                    .formatted(download.address(build), build.sha256()));
        }
    }

    /** {@return whether there is such a jar with the right checksum; then it has been unpacked} */
    private boolean isUnpacked(Path jar, Path folder) throws IOException {
        if (!Files.isRegularFile(jar) || !build.sha256().equals(sha256(jar))) {
            return false;
        }
        Path part = cache.resolve(build.folder() + ".part");
        Utils.deleteQuietly(part);
        try {
            Files.createDirectory(part);
            unpack(jar, part);
            Utils.deleteQuietly(folder);
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } finally {
            Utils.deleteQuietly(part);
        }
    }

    private void unpack(Path jar, Path folder) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(jar)))) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null;) {
                if (entry.getName().startsWith(build.entries()) && !entry.isDirectory()) {
                    Files.copy(zip, folder.resolve(Path.of(entry.getName()).getFileName()));
                }
            }
        }
    }

    private static String sha256(Path jar) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream bytes = new DigestInputStream(Files.newInputStream(jar), digest)) {
                bytes.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private PyTorchException unwritable(IOException e) {
        if (String.valueOf(e.getMessage()).matches("(?is).*(no space left|not enough space|disk quota).*")) {
            return new PyTorchException(
                    ("The disk with %s is full, and PyTorch's native library needs up to 600 MB there; make room,"
                            + " or set DJL_CACHE_DIR to a folder on another disk").formatted(cache),
                    e);
        }
        return new PyTorchException(
                ("PyTorch's native library (%s) cannot be unpacked into %s (%s: %s); set DJL_CACHE_DIR to a folder"
                        + " of yours").formatted(TransferProgress.amount(build.size()), cache, e.getClass().getSimpleName(),
                                e.getMessage()),
                e);
    }
}

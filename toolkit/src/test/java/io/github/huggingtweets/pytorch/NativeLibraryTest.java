package io.github.huggingtweets.pytorch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.http.Retries;
import io.github.huggingtweets.progress.Progress;
import io.github.huggingtweets.progress.ProgressListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding, downloading and unpacking PyTorch's native library, with a small jar of the same form. */
class NativeLibraryTest implements ProgressListener {

    private static final String LIBRARY = System.mapLibraryName("torch");
    private static final Retries QUICK = new Retries(Duration.ofMillis(5), Duration.ofMinutes(1), "interrupted");

    @TempDir
    private Path folder;

    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final List<Progress> progress = new ArrayList<>();
    private final byte[] content = new byte[300_000];
    private byte[] jar;
    private NativeBuild build;
    private MavenOnLoopback maven;

    @BeforeEach
    void startRepository() throws Exception {
        new Random(1).nextBytes(content);
        jar = jar(content);
        build = new NativeBuild("linux-x86_64", jar.length,
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar)));
        maven = new MavenOnLoopback(jar);
    }

    @AfterEach
    void stopRepository() {
        maven.close();
    }

    private static byte[] jar(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("META-INF/MANIFEST.MF", "pytorch/cpu/linux-x86_64/",
                    "pytorch/cpu/linux-x86_64/" + LIBRARY)) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.endsWith("/") ? new byte[0] : content);
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public void onNote(String note) {
        notes.add(note);
    }

    @Override
    public void onProgress(Progress state) {
        progress.add(state);
    }

    private Path cache() {
        return folder.resolve("cache/pytorch");
    }

    private NativeLibrary library() {
        return library(Map.of(NativeDownload.MIRROR, maven.address()));
    }

    private NativeLibrary library(Map<String, String> environment) {
        return new NativeLibrary(build, cache(), folder.resolve("m2"),
                NativeDownload.of(environment, QUICK, Duration.ofSeconds(5), this));
    }

    private Path part() throws IOException {
        return Files.createDirectories(cache()).resolve(build.file() + ".part");
    }

    /** The unpacked library is right, and nothing else is left but the file of the lock. */
    private void assertInstalled(Path found) throws IOException {
        assertEquals(cache().resolve(build.folder()), found);
        assertArrayEquals(content, Files.readAllBytes(found.resolve(LIBRARY)));
        try (Stream<Path> left = Files.list(cache())) {
            assertEquals(List.of(build.folder(), build.file() + ".lock"), left.map(path -> path.getFileName().toString()).sorted()
                    .toList());
        }
    }

    @Test
    void downloadsAndUnpacksOnceAndShowsTheProgress() throws IOException {
        assertInstalled(library().folder());
        assertInstalled(library().folder());

        assertEquals(List.of("/ai/djl/pytorch/pytorch-native-cpu/2.7.1/pytorch-native-cpu-2.7.1-linux-x86_64.jar"),
                maven.requests());
        assertEquals("download of PyTorch 2.7.1", progress.get(0).activity());
        assertTrue(progress.get(progress.size() - 1).isDone());
        assertEquals(List.of(), notes);
    }

    @Test
    void takesTheJarOfTheLocalMavenRepository() throws IOException {
        Path local = folder.resolve("m2").resolve(build.path());
        Files.createDirectories(local.getParent());
        Files.write(local, jar);

        assertInstalled(library().folder());
        assertEquals(List.of(), maven.requests());
    }

    @Test
    void downloadsIfTheJarOfTheLocalMavenRepositoryIsDamaged() throws IOException {
        Path local = folder.resolve("m2").resolve(build.path());
        Files.createDirectories(local.getParent());
        Files.write(local, jar(new byte[9]));

        assertInstalled(library().folder());
        assertEquals(1, maven.requests().size());
    }

    @Test
    void continuesWhereAnEarlierDownloadEnded() throws IOException {
        Files.write(part(), Arrays.copyOf(jar, 100_000));

        assertInstalled(library().folder());
        assertTrue(maven.requests().get(0).endsWith(".jar bytes=100000-"), maven.requests()::toString);
    }

    @Test
    void continuesAfterEachCut() throws IOException {
        maven.cutsAfter(120_000);

        assertInstalled(library().folder());
        assertEquals(jar.length / 120_000 + 1, maven.requests().size());
    }

    @Test
    void beginsAnewIfTheRepositoryKnowsNoRanges() throws IOException {
        Files.write(part(), Arrays.copyOf(jar, 100_000));
        maven.knowsNoRanges();

        assertInstalled(library().folder());
    }

    @Test
    void downloadsAgainWhatAnEarlierDownloadLeftDamaged() throws IOException {
        Files.write(part(), new byte[100_000]);

        assertInstalled(library().folder());
        assertEquals(2, maven.requests().size());
        assertEquals(List.of("What an earlier download left of PyTorch was damaged; it is downloaded again."), notes);
    }

    @Test
    void repeatsARequestThatIsRefusedForAMoment() throws IOException {
        maven.refuses(2);

        assertInstalled(library().folder());
        assertEquals(3, maven.requests().size());
    }

    @Test
    void refusesAJarWithAnotherChecksumAndLeavesNothing() throws IOException {
        byte[] other = jar.clone();
        other[other.length / 2]++;
        maven.holds(other);

        PyTorchException thrown = assertThrows(PyTorchException.class, () -> library().folder());

        assertTrue(thrown.getMessage().contains("has another checksum"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains(maven.address()), thrown.getMessage());
        try (Stream<Path> left = Files.list(cache())) {
            assertEquals(List.of(cache().resolve(build.file() + ".lock")), left.toList());
        }
    }

    @Test
    void keepsThePartButNoFolderWhenTheDownloadStops() throws IOException {
        maven.cutsAfter(0);
        Files.write(part(), Arrays.copyOf(jar, 100_000));

        assertThrows(PyTorchException.class, () -> library().folder());

        assertEquals(100_000, Files.size(part()));
        assertFalse(Files.exists(cache().resolve(build.folder())));
    }

    @Test
    void saysWhatToDoWithoutANetwork() {
        maven.close();

        PyTorchException thrown = assertThrows(PyTorchException.class, () -> library().folder());

        assertEquals("PyTorch's native library (%d kB) is not on this machine yet, and 127.0.0.1 cannot be reached. Connect this"
                .formatted((jar.length + 999) / 1000)
                + " machine to the internet once and try again, or name a mirror of Maven Central in"
                + " HUGGINGTWEETS_MAVEN_MIRROR, or put pytorch-native-cpu-2.7.1-linux-x86_64.jar on the class path.",
                thrown.getMessage());
    }

    @Test
    void asksThroughTheProxyOfTheEnvironment() throws IOException {
        assertInstalled(library(Map.of("HTTP_PROXY", maven.address(), NativeDownload.MIRROR, "http://maven.example/central/"))
                .folder());

        assertEquals(List.of("http://maven.example/central/" + build.path()), maven.requests());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://me:secret@maven.example", "maven.example", "https://", "http://a host/", "http://no_host/"})
    void namesTheMirrorThatIsNoAddress(String mirror) {
        PyTorchException thrown = assertThrows(PyTorchException.class,
                () -> library(Map.of(NativeDownload.MIRROR, mirror)));

        assertTrue(thrown.getMessage().startsWith("HUGGINGTWEETS_MAVEN_MIRROR names no address"), thrown.getMessage());
        assertFalse(thrown.getMessage().contains("secret"), thrown.getMessage());
    }

    @Test
    void saysThatAMirrorDoesNotHaveTheFile() {
        maven.holds(null);

        PyTorchException thrown = assertThrows(PyTorchException.class, () -> library().folder());

        assertTrue(thrown.getMessage().contains("answers with status 404; name another mirror"), thrown.getMessage());
    }

    @Test
    void waitsForAnotherProgramAndUsesItsLibrary() throws Exception {
        CompletableFuture<Path> found;
        try (FileChannel file = FileChannel.open(part().resolveSibling(build.file() + ".lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); FileLock lock = file.lock()) {
            found = CompletableFuture.supplyAsync(() -> library().folder());
            while (notes.isEmpty()) {
                Thread.sleep(10);
            }
            Files.createDirectories(cache().resolve(build.folder()));
            Files.write(cache().resolve(build.folder()).resolve(LIBRARY), content);
        }

        assertInstalled(found.get());
        assertEquals(List.of("Another program is installing PyTorch at the moment; this one waits and uses the same."), notes);
        assertEquals(List.of(), maven.requests());
    }

    @Test
    void stopsWhenTheThreadIsInterrupted() throws IOException {
        Thread.currentThread().interrupt();

        assertThrows(CancellationException.class, () -> library().folder());

        assertFalse(Thread.interrupted());
        assertFalse(Files.exists(cache().resolve(build.folder())));
    }

    @Test
    void saysThatTheFolderCannotBeWritten() throws IOException {
        Files.createDirectories(cache().getParent());
        Files.writeString(cache(), "a file in the place of the folder");

        PyTorchException thrown = assertThrows(PyTorchException.class, () -> library().folder());

        assertTrue(thrown.getMessage().contains("cannot be unpacked into " + cache()), thrown.getMessage());
        assertTrue(thrown.getMessage().endsWith("set DJL_CACHE_DIR to a folder of yours"), thrown.getMessage());
    }
}

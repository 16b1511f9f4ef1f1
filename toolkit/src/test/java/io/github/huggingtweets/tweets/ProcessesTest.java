package io.github.huggingtweets.tweets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.http.Retries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads of the same account in two processes, one of which can be killed. */
class ProcessesTest {

    private static final int TWEETS = 35;
    private static final String WAITS = "waits before its third page";

    @TempDir
    private Path folder;

    private final RecordedDownload recorded = new RecordedDownload();
    private final InventedAccount pip = new InventedAccount("pip").posts(TWEETS);
    private Process other;

    /** The other process: downloads two pages, and waits for a line of input before the third. */
    public static void main(String[] arguments) {
        InventedAccount pip = new InventedAccount("pip").posts(TWEETS);
        pip.beforePage = () -> {
            if (pip.asked.size() == 4) {
                System.out.println(WAITS);
                waitForALine();
            }
        };
        Download.of(pip).cacheIn(Path.of(arguments[0])).listener(progress -> {}).timeline();
    }

    private static void waitForALine() {
        try {
            System.in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void letTheOtherBegin() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        other = new ProcessBuilder(java.toString(), "-Xmx128m", "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), ProcessesTest.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader output = other.inputReader(StandardCharsets.UTF_8);
        assertEquals(WAITS, output.readLine());
    }

    @AfterEach
    void endTheOther() {
        other.destroyForcibly();
    }

    private static List<String> all() {
        return IntStream.range(0, TWEETS).mapToObj(i -> String.valueOf(TWEETS - i)).toList();
    }

    private static List<String> ids(Timeline timeline) {
        return timeline.table().stringColumn("id").asList();
    }

    @Test
    void resumesTheDownloadOfAKilledProcess() throws InterruptedException {
        assertTrue(other.destroyForcibly().waitFor(1, TimeUnit.MINUTES));

        assertEquals(all(), ids(Download.of(pip).cacheIn(folder).listener(recorded).timeline()));
        assertEquals(List.of("profile", "before 16", "before 6"), pip.asked);
    }

    @Test
    void waitsForTheDownloadOfAnotherProcess() {
        Retries retries = recorded.retries(duration -> letTheOtherEnd());

        assertEquals(all(), ids(Download.of(pip).cacheIn(folder).listener(recorded).retries(retries).timeline()));

        assertEquals(List.of(), pip.asked, "nothing was asked for twice");
        assertEquals("Another program is downloading @pip from Nowhere at the moment; its tweets are used here, too.",
                recorded.notes.get(0));
    }

    private void letTheOtherEnd() throws InterruptedException {
        try {
            other.getOutputStream().write('\n');
            other.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertTrue(other.waitFor(1, TimeUnit.MINUTES));
        assertEquals(0, other.exitValue());
    }

    @Test
    void readsTheCacheWhileAnotherProcessDownloads() {
        assertEquals(all().subList(0, 20), ids(Download.of(pip).cacheIn(folder).listener(recorded).atMost(20).timeline()));

        assertEquals(List.of(), pip.asked);
        assertTrue(other.isAlive());
    }
}

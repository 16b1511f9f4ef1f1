package io.github.huggingtweets.sharing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.huggingtweets.drawing.Face;
import io.github.huggingtweets.sources.Author;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Profile pictures are downloaded within limits, or done without. */
@Timeout(60)
class ProfilePhotosTest {

    @TempDir
    private Path folder;

    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        answer("/photo.png", 200, png(300, 200));
        answer("/text", 200, "<html>no picture</html>".getBytes());
        answer("/empty", 200, new byte[0]);
        answer("/gone.png", 404, png(9, 9));
        answer("/cut.png", 200, Arrays.copyOf(png(300, 200), 100));
        answer("/bomb.png", 200, claiming(60_000, 60_000));
        answer("/large.png", 200, Arrays.copyOf(png(9, 9), 11 << 20));
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/photo.png");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/slow", exchange -> {
            try {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(png(9, 9), 0, 20);
                exchange.getResponseBody().flush();
                end.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    private void answer(String path, int status, byte[] body) {
        server.createContext(path, exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/photo.png", "/moved"})
    void downloadsAPictureOnce(String path) {
        ProfilePhotos photos = new ProfilePhotos();

        for (int i = 0; i < 3; i++) {
            Face face = photos.faces(List.of(author(at(path)))).get(0);
            assertEquals(List.of("Ada Lovelace", "ada", "AL", 300), List.of(face.name(), face.handle(), face.initials(),
                    face.photo().orElseThrow().getWidth()));
        }
        assertEquals(1, requests.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/text", "/empty", "/gone.png", "/cut.png", "/bomb.png", "/large.png", "/nothing-there"})
    void showsInitialsInPlaceOfWhatIsNoPicture(String path) {
        assertEquals(new Face("Ada Lovelace", "ada", "AL", Optional.empty()),
                new ProfilePhotos().faces(List.of(author(at(path)))).get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/refused.png", "ftp://127.0.0.1/a.png", "data:image/png;base64,AAAA",
        "relative.png",
        "jar:file:/a.jar!/b.png", "file:///dev/zero", "file:///", "file://server/share/a.png", "http:///a.png", "mailto:a@b.c"})
    void showsInitialsWhereTheAddressLeadsToNoPicture(String address) {
        assertEquals(Optional.empty(), new ProfilePhotos().faces(List.of(author(URI.create(address)))).get(0).photo());
    }

    @Test
    void readsNoFileOfThisMachineThatTheRecordOfAStrangersBotMayName() throws IOException {
        Path file = Files.write(folder.resolve("a photo.png"), png(40, 50));

        assertEquals(Optional.empty(), new ProfilePhotos().faces(List.of(author(file.toUri()))).get(0).photo());
    }

    @Test
    void waitsForAllAuthorsTogetherNoLongerThanTheLimit() {
        long start = System.nanoTime();
        List<Face> faces = new ProfilePhotos(Duration.ofSeconds(1))
                .faces(List.of(author(at("/slow/1")), author(at("/slow/2")), author(at("/slow/3"))));

        assertTrue(faces.stream().allMatch(face -> face.photo().isEmpty()));
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(6).toNanos());
    }

    @Test
    void endsWhenItIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThrows(CancellationException.class, () -> new ProfilePhotos().faces(List.of(author(at("/slow")))));
        assertEquals(false, Thread.interrupted());
    }

    @Test
    void showsALanguageModelWhereNobodyIsKnown() {
        assertEquals(List.of(new Face("A language model", "", "AI", Optional.empty())), new ProfilePhotos().faces(List.of()));
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static Author author(URI picture) {
        return new Author("ada", "Ada Lovelace", Optional.of(picture));
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    /** {@return a small PNG file that claims to be large} */
    private static byte[] claiming(int width, int height) throws IOException {
        byte[] file = png(9, 9);
        ByteBuffer header = ByteBuffer.wrap(file).putInt(16, width).putInt(20, height);
        CRC32 checksum = new CRC32();
        checksum.update(file, 12, 17);
        header.putInt(29, (int) checksum.getValue());
        return file;
    }
}

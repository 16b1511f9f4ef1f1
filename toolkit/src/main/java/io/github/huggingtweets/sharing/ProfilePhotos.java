package io.github.huggingtweets.sharing;

import io.github.huggingtweets.drawing.Face;
import io.github.huggingtweets.http.EnvironmentProxies;
import io.github.huggingtweets.http.Exchange;
import io.github.huggingtweets.http.LimitedBody;
import io.github.huggingtweets.sources.Author;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The profile pictures of authors, each downloaded once. A picture is downloaded over HTTPS or HTTP, as PNG, JPEG,
 * GIF or BMP. A file of this machine is never read: the record of a stranger's bot may name one, and a picture or a page would then
 * show it to others. A picture that cannot be had within the limits of time and size is done without: a bot does not need
 * it, and its author is shown by initials.
 */
public final class ProfilePhotos {

    /** How long all authors of a bot are waited for together. */
    private static final Duration TIME = Duration.ofSeconds(8);

    private static final int LARGEST_FILE = 10 << 20;

    /** A picture of a few kilobytes can have more pixels than there is memory; this many take 200 MB. */
    private static final long MOST_PIXELS = 50_000_000;

    /** A larger picture is read with every second, third, ... pixel only. */
    private static final int LARGE_EDGE = 1_024;

    private static final Face NOBODY = new Face("A language model", "", "AI", Optional.empty());

    private final Duration time;
    private final Map<URI, BufferedImage> known = new HashMap<>();

    /** Makes an empty collection. */
    public ProfilePhotos() {
        this(TIME);
    }

    ProfilePhotos(Duration time) {
        this.time = time;
    }

    /**
     * Finds out how authors are shown in pictures.
     *
     * @param authors whom a bot imitates
     * @return their faces, in the same order; if there is no author, that of a language model
     * @throws CancellationException if the thread is interrupted while a picture is downloaded; its interrupt status is then
     *         cleared
     */
    public synchronized List<Face> faces(List<Author> authors) {
        long end = System.nanoTime() + time.toNanos();
        return authors.isEmpty() ? List.of(NOBODY) : authors.stream().map(author -> {
            Portrait portrait = Portrait.of(author);
            return new Face(portrait.name(), author.handle(), portrait.initials(),
                    author.picture().flatMap(address -> photo(address, end)));
        }).toList();
    }

    private Optional<BufferedImage> photo(URI address, long end) {
        try {
            if (!known.containsKey(address)) {
                known.put(address, decoded(bytes(address, Duration.ofNanos(end - System.nanoTime()))));
            }
            return Optional.of(known.get(address));
        } catch (CancellationException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // the readers of pictures throw all kinds on a damaged file
            return Optional.empty();
        }
    }

    private static byte[] bytes(URI address, Duration time) throws IOException {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http") || time.isNegative()) {
            throw new IOException("no time, or no address of the web: " + address);
        }
        return download(address, time);
    }

    private static byte[] download(URI address, Duration time) throws IOException {
        HttpClient client = HttpClient.newBuilder().proxy(EnvironmentProxies.standard()).connectTimeout(time)
                .followRedirects(HttpClient.Redirect.NORMAL).build(); // never from HTTPS to HTTP
        HttpRequest request = HttpRequest.newBuilder(address).header("User-Agent", Exchange.USER_AGENT)
                .header("Accept", "image/png, image/jpeg, image/gif").timeout(time).build();
        try {
            HttpResponse<byte[]> answer =
                    new Exchange(client, time).send(request, headers -> new LimitedBody(LARGEST_FILE));
            if (answer.statusCode() != 200) {
                throw new IOException("status " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException e) {
            throw new CancellationException("The download of a profile picture was stopped.");
        }
    }

    private static BufferedImage decoded(byte[] file) throws IOException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("no picture");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if ((long) width * height > MOST_PIXELS) {
                    throw new IOException("too many pixels");
                }
                ImageReadParam every = reader.getDefaultReadParam();
                int step = Math.max(1, Math.min(width, height) / LARGE_EDGE);
                every.setSourceSubsampling(step, step, 0, 0);
                return reader.read(0, every);
            } finally {
                reader.dispose();
            }
        }
    }
}

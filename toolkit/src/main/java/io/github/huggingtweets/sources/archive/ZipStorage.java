package io.github.huggingtweets.sources.archive;

import io.github.huggingtweets.sources.TweetSourceException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * An archive as it was downloaded. Only the directory at the end of the ZIP and the few files needed are read, so the gigabytes
 * of pictures and films in it take no time.
 */
final class ZipStorage implements ArchiveStorage {

    /** Tweets are packed to about a twelfth of their size. Data packed to less than a 300th are not tweets. */
    private static final int HIGHEST_RATIO = 300;
    private static final long SMALL = 1 << 24;
    /** The smallest unpacked size in bytes for which a second thread saves more time than it costs. */
    private static final int WORTH_A_THREAD = 1 << 20;

    private final Path path;
    private final ZipFile zip;
    private final Map<String, Map<String, ArchiveEntry>> folders = new TreeMap<>();

    private ZipStorage(Path path, ZipFile zip) {
        this.path = path;
        this.zip = zip;
        zip.stream().filter(ZipStorage::mayMatter).forEach(this::add);
    }

    static ZipStorage open(Path path) {
        try {
            return storage(path);
        } catch (ZipException e) {
            String reason = String.valueOf(e.getMessage());
            if (reason.contains("encrypted") || reason.contains("compression method")) {
                throw new TweetSourceException("The ZIP " + path + " is packed in a way that can't be read here (" + reason
                        + "); unpack it, and give the folder.", e);
            }
            throw damaged(path, e);
        } catch (EOFException | IllegalArgumentException e) { // a ZIP shorter than its end says, or a name that is no text
            throw damaged(path, e);
        } catch (IOException e) {
            throw new TweetSourceException(path + " can't be read (" + e + "); make it readable to you.", e);
        }
    }

    private static TweetSourceException damaged(Path path, Exception cause) {
        return new TweetSourceException("The ZIP " + path + " is cut off or damaged; download it again.", cause);
    }

    private static ZipStorage storage(Path path) throws IOException {
        try {
            return storage(path, StandardCharsets.UTF_8);
        } catch (ZipException | IllegalArgumentException e) {
            // some programs write names in a code page of their own; the names that matter are plain ASCII
            return storage(path, StandardCharsets.ISO_8859_1);
        }
    }

    private static ZipStorage storage(Path path, Charset names) throws IOException {
        ZipFile zip = new ZipFile(path.toFile(), names);
        try {
            return new ZipStorage(path, zip);
        } catch (RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** {@return whether an entry is a script or a table; most are pictures} */
    private static boolean mayMatter(ZipEntry entry) {
        String name = entry.getName().toLowerCase(Locale.ROOT);
        return name.endsWith(".js") || name.endsWith(".csv");
    }

    private void add(ZipEntry entry) {
        safeName(entry.getName()).ifPresent(name -> {
            String folder = name.substring(0, Math.max(name.lastIndexOf('/'), 0)).toLowerCase(Locale.ROOT);
            ArchiveStorage.add(folders.computeIfAbsent(folder, key -> new TreeMap<>()),
                    new ArchiveEntry(name, path, entry.getSize(), () -> open(entry)));
        });
    }

    /** {@return the path with slashes; empty if it leads out of the ZIP or has empty parts} */
    private static Optional<String> safeName(String name) {
        String path = name.replace('\\', '/').replaceAll("^(\\./)+", "");
        List<String> steps = List.of(path.split("/", -1));
        boolean safe = steps.stream().noneMatch(step -> List.of("", ".", "..").contains(step) || step.endsWith(":"))
                && !steps.get(0).equalsIgnoreCase(MAC_FOLDER);
        return safe ? Optional.of(path) : Optional.empty();
    }

    @Override
    public List<String> folders(String folder) {
        String start = ArchiveStorage.path(folder, "");
        return folders.keySet().stream().filter(path -> path.length() > start.length() && path.startsWith(start))
                .map(path -> start + path.substring(start.length()).split("/")[0]).distinct().toList();
    }

    @Override
    public Map<String, ArchiveEntry> files(String folder) {
        return folders.getOrDefault(folder, Map.of());
    }

    private InputStream open(ZipEntry entry) throws IOException {
        if (entry.getSize() > SMALL && entry.getSize() / HIGHEST_RATIO > entry.getCompressedSize()) {
            throw new TweetSourceException(String.format(Locale.ENGLISH,
                    "%s of %s unpacks from %,d bytes to %,d, as only a file made to do harm does; download the archive again.",
                    entry.getName(), path, entry.getCompressedSize(), entry.getSize()));
        }
        InputStream unpacked = new CheckedEntry(zip.getInputStream(entry), entry);
        boolean inTwo = entry.getSize() >= WORTH_A_THREAD && Runtime.getRuntime().availableProcessors() > 1;
        return inTwo ? new ReadAhead(unpacked) : unpacked;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}

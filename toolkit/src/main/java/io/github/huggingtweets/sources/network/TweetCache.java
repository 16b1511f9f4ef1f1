package io.github.huggingtweets.sources.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.huggingtweets.http.CacheLocation;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetSourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One account in the cache on disk. Tweets are appended to {@code tweets.jsonl}, and count only when {@code account.json}, which
 * is replaced as a whole, includes them. So a process can be killed at any moment, and others can read at the same time. Only the
 * holder of the {@link #tryLock lock} may write.
 */
final class TweetCache {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Path folder;
    private final Path account;
    private final Path tweets;

    /** The files of an account in the cache are not what the toolkit wrote. */
    static final class DamagedException extends TweetSourceException {

        DamagedException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private TweetCache(Path folder) {
        this.folder = folder;
        account = folder.resolve("account.json");
        tweets = folder.resolve("tweets.jsonl");
    }

    /**
     * Chooses an account.
     *
     * @param root the folder of the whole cache
     * @param network the name of the network
     * @param handle the handle on it
     * @return the account in the cache, whose folder need not exist yet
     */
    static TweetCache of(Path root, String network, String handle) {
        return new TweetCache(root.resolve(fileName(network.toLowerCase(Locale.ROOT))).resolve("@" + fileName(handle)));
    }

    /** Encodes all characters that some file systems do not allow, or treat as equal to others. */
    private static String fileName(String text) {
        StringBuilder name = new StringBuilder();
        for (byte letter : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = letter >= '0' && letter <= '9' || letter >= 'a' && letter <= 'z' || "._-@".indexOf(letter) >= 0;
            name.append(plain ? String.valueOf((char) letter) : String.format(Locale.ROOT, "%%%02X", letter));
        }
        return name.toString();
    }

    /** {@return the folder with the account's files} */
    Path folder() {
        return folder;
    }

    /**
     * Reads the account.
     *
     * @return the account; empty if it was never downloaded
     * @throws DamagedException if the files are not what the toolkit wrote
     * @throws TweetSourceException if they cannot be read at all
     */
    Optional<CachedAccount> read() {
        try {
            if (Files.notExists(account)) {
                return Optional.empty();
            }
            CacheState state = readState(Files.readAllBytes(account));
            List<Tweet> read = state.bytes() == 0 ? List.of() : readTweets(state.bytes());
            if (read.size() != state.tweets()) {
                throw damaged(String.format(Locale.ENGLISH, "%s holds %,d tweets where account.json counts %,d",
                        tweets, read.size(), state.tweets()), null);
            }
            return Optional.of(new CachedAccount(state, read));
        } catch (IOException e) {
            throw new TweetSourceException("The cache in " + folder + " can't be read (" + e
                    + "); choose another folder with cacheIn(...) or " + CacheLocation.VARIABLE + ".", e);
        }
    }

    private CacheState readState(byte[] json) {
        try {
            CacheState state = JSON.readValue(json, CacheState.class);
            if (state.format() == CacheState.FORMAT && state.bytes() >= 0) {
                return state;
            }
        } catch (IOException | NullPointerException | IllegalArgumentException e) {
            throw damaged(account + " is not as it was written", e);
        }
        throw damaged(account + " has a form that this version of the toolkit does not know", null);
    }

    private List<Tweet> readTweets(long bytes) throws IOException {
        if (Files.notExists(tweets) || Files.size(tweets) < bytes) {
            throw damaged(tweets + " is shorter than it was", null);
        }
        byte[] lines;
        try (InputStream file = Files.newInputStream(tweets)) {
            lines = file.readNBytes(Math.toIntExact(bytes));
        }
        List<Tweet> read = new ArrayList<>();
        for (int start = 0, end; start < lines.length; start = end + 1) {
            end = endOfLine(lines, start);
            try {
                read.add(JSON.readValue(lines, start, end - start, Tweet.class));
            } catch (IOException | NullPointerException | IllegalArgumentException e) {
                throw damaged(String.format(Locale.ENGLISH, "Line %,d of %s is not a tweet", read.size() + 1, tweets), e);
            }
        }
        return read;
    }

    private static int endOfLine(byte[] lines, int start) {
        int end = start;
        while (end < lines.length && lines[end] != '\n') {
            end++;
        }
        return end;
    }

    private DamagedException damaged(String what, Throwable cause) {
        return new DamagedException("The cache is damaged: " + what, cause);
    }

    /**
     * Takes the lock of the account, if no other process and no other thread holds it. The end of the process releases it.
     *
     * @return the lock, to be closed after use; empty if somebody else holds it
     * @throws TweetSourceException if the folder cannot be written
     */
    Optional<AutoCloseable> tryLock() {
        FileChannel channel = null;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return Optional.of(channel);
            }
            channel.close();
            return Optional.empty();
        } catch (OverlappingFileLockException e) {
            closeQuietly(channel);
            return Optional.empty();
        } catch (IOException e) {
            closeQuietly(channel);
            throw notWritten(e);
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Adds tweets. Either all of them are in the cache afterwards, or none.
     *
     * @param added the tweets, which the cache does not have yet
     * @param state the state that counts them
     * @return the state with the new length of the file
     * @throws TweetSourceException if they cannot be written
     */
    CacheState append(List<Tweet> added, CacheState state) {
        try {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (Tweet tweet : added) {
                lines.write(JSON.writeValueAsBytes(tweet));
                lines.write('\n');
            }
            // not a channel, which would close itself in the middle of a page when the thread is interrupted
            try (RandomAccessFile file = new RandomAccessFile(tweets.toFile(), "rw")) {
                file.setLength(state.bytes());
                file.seek(state.bytes());
                file.write(lines.toByteArray());
                file.getFD().sync();
            }
            CacheState written = state.withBytes(state.bytes() + lines.size());
            replaceAccount(written);
            return written;
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    private void replaceAccount(CacheState state) throws IOException {
        Path beside = folder.resolve("account.json.new");
        try (RandomAccessFile file = new RandomAccessFile(beside.toFile(), "rw")) {
            file.setLength(0);
            file.write(json(state));
            file.getFD().sync();
        }
        Files.move(beside, account, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] json(CacheState state) throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(state);
    }

    /**
     * Moves the files to another folder, so that the account can be downloaded again and nothing is lost.
     *
     * @return the folder where they are now
     * @throws TweetSourceException if they cannot be moved
     */
    Path setAside() {
        try {
            Path aside = folder.resolve("set-aside-1");
            for (int number = 2; Files.exists(aside); number++) {
                aside = folder.resolve("set-aside-" + number);
            }
            Files.createDirectory(aside);
            for (Path file : List.of(account, tweets)) { // account.json first: without it, tweets.jsonl does not count
                if (Files.exists(file)) {
                    Files.move(file, aside.resolve(file.getFileName()));
                }
            }
            return aside;
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    private TweetSourceException notWritten(IOException cause) {
        return new TweetSourceException("The cache in " + folder + " can't be written (" + cause
                + "); make room there, or choose another folder with cacheIn(...) or " + CacheLocation.VARIABLE + ".", cause);
    }
}

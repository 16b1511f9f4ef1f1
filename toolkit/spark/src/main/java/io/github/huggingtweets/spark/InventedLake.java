package io.github.huggingtweets.spark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.sources.TweetSourceException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.hadoop.fs.FileUtil;

/**
 * Invents the tweets of any number of people, to try out what a {@link TweetLake} does, or how fast it is.
 *
 * <pre>{@code
 * var invented = InventedLake.of(200, 50_000).write(Path.of("tweets"));
 * var lake = TweetLake.read(Cluster.session(), "tweets");
 * }</pre>
 *
 * <p>Each person has a hobby, a town, a language and habits, and some tweet far more than others. There are retweets, replies, links,
 * hashtags, emoji and HTML entities. One line of fifty repeats an earlier one, and one of a hundred says the same with another link.
 * The same numbers and seed always give the same files.
 */
public final class InventedLake {

    private static final int FILES = 8;
    private static final int BUFFER = 1 << 16;
    /** Says what is in the folder. Readers of lakes leave out files whose names begin so. */
    private static final String FIGURES = "_invented.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int accounts;
    private final long lines;
    private final long seed;

    private InventedLake(int accounts, long lines, long seed) {
        this.accounts = accounts;
        this.lines = lines;
        this.seed = seed;
    }

    /**
     * Says how much to invent. Nothing is written yet.
     *
     * @param accounts the number of authors
     * @param lines the number of all tweets, with those that are there twice, at least one for each author
     * @return the lake, with the seed 1
     * @throws IllegalArgumentException if there is no author, or an author without a tweet
     */
    public static InventedLake of(int accounts, long lines) {
        if (accounts < 1 || lines < accounts) {
            throw new IllegalArgumentException(
                    "%,d authors cannot write %,d tweets; give at least one author, and a tweet for each.".formatted(accounts,
                            lines));
        }
        return new InventedLake(accounts, lines, 1);
    }

    /**
     * Changes what is written at random.
     *
     * @param other the seed
     * @return another lake of the same size
     */
    public InventedLake seed(long other) {
        return new InventedLake(accounts, lines, other);
    }

    /**
     * Writes the tweets as JSON Lines, in eight files. If the folder has these already, nothing is written.
     *
     * @param folder a folder that is not there yet, or one with the same lake
     * @return what the folder has
     * @throws TweetSourceException if the folder has something else, or if it cannot be written; then nothing is left
     */
    public InventedFigures write(Path folder) {
        Path whole = folder.toAbsolutePath().normalize();
        try {
            if (Files.exists(whole)) {
                return there(whole);
            }
            Files.createDirectories(whole.getParent());
            Path part = Files.createDirectory(whole.resolveSibling(whole.getFileName() + ".part-" + UUID.randomUUID()));
            try {
                InventedFigures figures = writeFiles(part);
                Files.write(part.resolve(FIGURES), JSON.writeValueAsBytes(figures));
                Files.move(part, whole);
                return figures;
            } catch (IOException | RuntimeException e) {
                FileUtil.fullyDelete(part.toFile());
                throw e;
            }
        } catch (IOException e) {
            throw new TweetSourceException("%s can't be written (%s); give a path that you may write.".formatted(whole,
                    e.getMessage()), e);
        }
    }

    private InventedFigures there(Path folder) throws IOException {
        Path file = folder.resolve(FIGURES);
        if (Files.exists(file)) {
            InventedFigures figures = JSON.readValue(file.toFile(), InventedFigures.class);
            if (figures.isOf(accounts, lines, seed)) {
                return figures;
            }
        }
        throw new TweetSourceException("There is already something else at " + folder + "; delete it, or give another path.");
    }

    private InventedFigures writeFiles(Path folder) throws IOException {
        InventedTweets tweets = new InventedTweets(accounts, lines, seed);
        InventedCount count = new InventedCount();
        for (int file = 0; file < FILES; file++) {
            try (OutputStream out = new BufferedOutputStream(
                    Files.newOutputStream(folder.resolve("tweets-%d.jsonl".formatted(file + 1))), BUFFER);
                    JsonGenerator json = new JsonFactory().createGenerator(out)) {
                json.setRootValueSeparator(new SerializedString("\n"));
                long end = lines * (file + 1) / FILES;
                for (long line = lines * file / FILES; line < end; line++) {
                    long source = tweets.source(line);
                    InventedTweet tweet = tweets.tweet(source);
                    tweet.write(json);
                    count.add(tweet, source != line);
                }
                json.writeRaw('\n');
            }
        }
        return count.figures(lines, seed);
    }
}

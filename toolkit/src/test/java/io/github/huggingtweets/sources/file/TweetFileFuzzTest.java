package io.github.huggingtweets.sources.file;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.huggingtweets.sources.Fuzzed;
import io.github.huggingtweets.sources.TweetSourceException;
import java.nio.file.Path;

/** Every CSV, TSV, JSON or JSON Lines file is read, or refused with a sentence. */
class TweetFileFuzzTest {

    private static final Fuzzed FOLDER = Fuzzed.folder();

    @FuzzTest
    void csv(byte[] content) {
        read(FOLDER.file("tweets.csv", content), content);
    }

    @FuzzTest
    void json(byte[] content) {
        read(FOLDER.file("tweets.json", content), content);
    }

    private static void read(Path file, byte[] content) {
        try {
            TweetFile.read(file, FileColumns.recognized().skipBroken(note -> {}), note -> {}).table().first(3).print();
            TweetFile.read(file, FileColumns.recognized(), note -> {});
        } catch (TweetSourceException e) {
            Fuzzed.assertIsASentence(e, content);
        }
    }
}

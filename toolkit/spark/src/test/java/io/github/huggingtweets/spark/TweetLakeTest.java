package io.github.huggingtweets.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.huggingtweets.spark.Accounts.Invented;
import io.github.huggingtweets.tweets.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TweetLakeTest {

    private static final SparkSession SPARK = LocalSpark.session();

    @TempDir
    private Path folder;

    @Test
    void bringsAnAccountAsTheTimelineOfAFile() throws IOException {
        List<Invented> tweets = Accounts.invent(3, 300, 1);
        Path file = Accounts.json(folder.resolve("tweets.jsonl"), tweets);

        Timeline lake = TweetLake.read(SPARK, file.toString()).timeline("@User1");

        Timeline laptop = Timeline.file(file).by("user1");
        assertEquals(laptop.table().print(Integer.MAX_VALUE), lake.table().print(Integer.MAX_VALUE));
        assertEquals(laptop.clean().tweets(), lake.clean().tweets());
        assertEquals(laptop.authors(), lake.authors());
    }
}

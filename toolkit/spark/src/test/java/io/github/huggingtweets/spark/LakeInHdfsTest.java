package io.github.huggingtweets.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.tweets.Timeline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.protocol.LocatedBlock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lakes and fleets in HDFS: a name node and a data node in this process, with the ports and protocols of real ones. */
class LakeInHdfsTest extends LakeInAStore {

    private static final int BLOCK = 1 << 16;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RETRIES = "ipc.client.connect.max.retries";

    private MiniDFSCluster cluster;

    @BeforeAll
    void startHdfs(@TempDir Path disk) throws IOException {
        Configuration servers = new Configuration();
        servers.setInt("dfs.namenode.fs-limits.min-block-size", BLOCK);
        cluster = new MiniDFSCluster.Builder(servers, disk.toFile()).numDataNodes(1).build();
        cluster.waitActive();
        configuration().setInt("dfs.blocksize", BLOCK); // so that a file has several
        configuration().setInt("dfs.replication", 1);
        configuration().setInt("dfs.client.retry.window.base", 10);
    }

    @AfterAll
    void stopHdfs() throws IOException {
        system().close();
        cluster.shutdown();
    }

    @Override
    String root() {
        return cluster.getURI() + "/tests";
    }

    @AfterEach
    void tryAgainAsOftenAsByDefault() {
        configuration().unset(RETRIES);
    }

    /** {@return the address of a name node that was ended} */
    private static String silent() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "hdfs://127.0.0.1:" + closed.getLocalPort();
        }
    }

    @Test
    void refusesANameNodeThatDoesNotAnswer() throws IOException {
        String silent = silent();
        String another = silent();
        TweetLake lake = TweetLake.read(SPARK, put(Accounts.json(folder.resolve("a.jsonl"), Accounts.invent(1, 9, 47)), "few"));
        String reason = " (its server does not answer); ";

        assertTimeoutPreemptively(PATIENCE, () -> {
            assertEquals(silent + "/tweets/*.jsonl can't be read" + reason + "check the address, and that you may read it.",
                    refusal(() -> TweetLake.read(SPARK, silent + "/tweets/*.jsonl")));
            configuration().setInt(RETRIES, 0); // to save time, with an address of which no connection is kept
            assertEquals(another + "/lake can't be written" + reason + "give a path that you may write.",
                    refusal(() -> lake.write(another + "/lake")));
            String closed = another + "/bots can't be opened" + reason + "check the address.";
            assertEquals(closed, refusal(() -> BotFleet.train(lake, tuner -> tuner).to(another + "/bots")));
            assertEquals(closed, refusal(() -> BotFleet.in(SPARK, another + "/bots")));
        });
    }

    @Test
    void saysInOneSentenceWhyHdfsTakesNothing() throws IOException {
        TweetLake lake = TweetLake.read(SPARK, put(Accounts.json(folder.resolve("a.jsonl"), Accounts.invent(1, 9, 48)), "few"));
        DistributedFileSystem hdfs = cluster.getFileSystem();
        hdfs.setSafeMode(SafeModeAction.ENTER);
        try {
            String kept = refusal(() -> lake.write(root() + "/safe"));
            String bots = refusal(() -> BotFleet.train(lake, tuner -> tuner).to(root() + "/safe"));

            assertTrue(kept.startsWith("The lake can't be written to " + root() + "/safe (Cannot create directory "), kept);
            assertTrue(kept.contains("Name node is in safe mode"), kept);
            assertTrue(bots.startsWith("Bots can't be written to " + root() + "/safe (Cannot "), bots);
            assertTrue(bots.endsWith("Name node is in safe mode.); give a path that you may write."), bots);
        } finally {
            hdfs.setSafeMode(SafeModeAction.LEAVE);
        }
    }

    @Test
    void losesNoTweetOfAPackedFileWithoutSayingSo() throws IOException {
        Path file = TweetLakeTest.gzip(Accounts.json(folder.resolve("tweets.jsonl"), Accounts.invent(3, 9_000, 49)));
        assertTrue(Files.size(file) > 3 * BLOCK, Files.size(file) + " bytes");
        String place = put(file, "lost");
        TweetLake lake = TweetLake.read(SPARK, place);
        assertEquals(Timeline.file(file).size(), lake.tweets().count());
        org.apache.hadoop.fs.Path lost = new org.apache.hadoop.fs.Path(place);
        LocatedBlock third = cluster.getFileSystem().getClient().getLocatedBlocks(lost.toUri().getPath(), 0).get(2);
        Files.delete(cluster.getBlockFile(0, third.getBlock()).toPath());

        String message = refusal(() -> lake.write(root() + "/of-lost"));

        assertTrue(message.startsWith("The lake can't be written to %s/of-lost (Could not obtain block".formatted(root())),
                message);
        assertTrue(message.contains("tweets.jsonl.gz"), message);
        assertFalse(system().exists(new org.apache.hadoop.fs.Path(root() + "/of-lost")));
    }
}

package io.github.huggingtweets.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Lakes and fleets in S3, by Hadoop's client for it and a server of this machine. */
@EnabledIfSystemProperty(named = "huggingtweets.services", matches = ".+")
class LakeInS3Test extends LakeInAStore {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private S3Server server;

    @BeforeAll
    void startServer(@TempDir Path log) throws IOException, InterruptedException {
        server = new S3Server(log);
        server.makeBucket("bucket");
        configuration().set("fs.s3a.endpoint", server.address());
        configuration().set("fs.s3a.endpoint.region", "us-east-1");
        configuration().set("fs.s3a.path.style.access", "true");
        configuration().set("fs.s3a.access.key", "somebody");
        configuration().set("fs.s3a.secret.key", "whatever");
    }

    @AfterAll
    void stopServer() throws IOException, InterruptedException {
        system().close();
        server.close();
    }

    @Override
    String root() {
        return "s3a://bucket/tests";
    }

    @Test
    void refusesABucketThatIsNotThere() {
        String read = refusal(() -> TweetLake.read(SPARK, "s3a://nobodys/*.jsonl.gz"));

        assertTrue(read.startsWith("s3a://nobodys/*.jsonl.gz can't be read ("), read);
        assertTrue(read.contains("The specified bucket does not exist"), read);
    }

    @Test
    void refusesAServerThatDoesNotAnswer() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            configuration().set("fs.s3a.bucket.silent.endpoint", "http://127.0.0.1:" + closed.getLocalPort());
        }
        assertEquals(
                "s3a://silent/*.jsonl.gz can't be read (its server does not answer); check the address, and that you may read it.",
                assertTimeoutPreemptively(PATIENCE, () -> refusal(() -> TweetLake.read(SPARK, "s3a://silent/*.jsonl.gz"))));
    }
}

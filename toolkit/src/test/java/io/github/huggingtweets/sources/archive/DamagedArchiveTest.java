package io.github.huggingtweets.sources.archive;

import static io.github.huggingtweets.sources.archive.ArchiveOnDisk.fields;
import static io.github.huggingtweets.sources.archive.ArchiveOnDisk.tweets;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.tweets.Timeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A damaged archive is refused with one sentence that names the place of the damage. */
class DamagedArchiveTest {

    private static final String TWO_TWEETS =
            tweets(0, fields(11, "08:00:00", "The oven is on"), fields(12, "09:00:00", "Never trust a cold oven"));

    @TempDir
    private Path folder;

    private static void assertRefused(Path given, String... parts) {
        String message = assertThrows(TweetSourceException.class, () -> Timeline.archive(given)).getMessage();
        assertAll(Arrays.stream(parts).map(part -> () -> assertTrue(message.contains(part), message)));
        assertTrue(message.contains(given.toString()), message);
        assertFalse(message.contains("\n"), message);
    }

    private Path folderWith(String tweets) {
        return new ArchiveOnDisk().with("data/tweets.js", tweets).asFolder(folder);
    }

    @Test
    void refusesAPathThatDoesNotExist() {
        assertRefused(folder.resolve("missing.zip"), "There is no file or folder", "give the ZIP");
    }

    @Test
    void refusesAnEmptyFolder() {
        assertRefused(folder, "There are no tweets in", "data/tweets.js", "give the ZIP");
    }

    @Test
    void refusesAFolderWithSeveralArchives() {
        new ArchiveOnDisk().with("mine/data/tweets.js", TWO_TWEETS).with("yours/data/tweets.js", TWO_TWEETS).asFolder(folder);

        assertRefused(folder, "several archives", Path.of("mine", "data").toString(), Path.of("yours", "data").toString());
    }

    @Test
    void refusesAFileThatIsNotAZip() {
        folderWith(TWO_TWEETS);
        assertRefused(folder.resolve("data/tweets.js"), "neither a ZIP nor a folder");
        assertRefused(folder.resolve("data/tweets.js"), "such as a tweets.csv, to Timeline.file(path).");
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        assertRefused(Files.createFile(folder.resolve("empty.zip")), "empty.zip is empty; download it again.");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void refusesADevice() {
        assertRefused(Path.of("/dev/null"), "neither a ZIP nor a folder");
    }

    @Test
    void refusesAZipWithoutTweets() {
        Path zip = new ArchiveOnDisk().with("data/account.js", "[ ]").asZip(folder.resolve("other.zip"));
        assertRefused(zip, "There are no tweets in", "data/tweets.js");
    }

    @Test
    void refusesAnEmptyZip() {
        assertRefused(new ArchiveOnDisk().asZip(folder.resolve("nothing.zip")), "There are no tweets in");
    }

    @ParameterizedTest
    @CsvSource({"archive.zip, 0.99", "archive.zip, 0.5", "archive.zip, 0.02", "archive, 0.5"})
    void refusesAZipThatIsCutOff(String name, double share) throws IOException {
        Path zip = new ArchiveOnDisk().with("data/tweets.js", TWO_TWEETS).asZip(folder.resolve(name));
        byte[] whole = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(whole, (int) (whole.length * share)));

        assertRefused(zip, "is cut off or damaged", "download it again");
    }

    /** Damage without effect, such as in a time stamp of the ZIP, is not noticed; all other damage is reported. */
    @Test
    void reportsWrongBytesOfAZipOrReadsIt() throws IOException {
        Path zip = new ArchiveOnDisk().with("data/tweets.js", TWO_TWEETS).asZip(folder.resolve("archive.zip"));
        byte[] whole = Files.readAllBytes(zip);
        Random random = new Random(1);
        int refused = 0;
        for (int round = 0; round < 500; round++) {
            byte[] damaged = whole.clone();
            damaged[2 + random.nextInt(whole.length - 2)] ^= (byte) (1 + random.nextInt(255));
            Files.write(zip, damaged);
            try {
                Timeline.archive(zip);
            } catch (TweetSourceException e) {
                refused++;
            }
        }
        assertTrue(refused > 100, refused + " refused");
    }

    @Test
    void namesTheLineInWhichJsonIsCutOff() {
        String untilTheSecondTweet = TWO_TWEETS.substring(0, TWO_TWEETS.indexOf("cold oven"));
        assertRefused(folderWith(untilTheSecondTweet), "data/tweets.js of", "is cut off in line 8", "1 of its tweets");

        String untilTheEndOfTheList = TWO_TWEETS.substring(0, TWO_TWEETS.lastIndexOf(']'));
        assertRefused(folderWith(untilTheEndOfTheList), "data/tweets.js of", "is cut off", "2 of its tweets");
    }

    @Test
    void refusesJsonThatIsCutOffAtAnyCharacter() {
        for (int end = TWO_TWEETS.indexOf('[') + 1; end < TWO_TWEETS.length(); end++) {
            assertRefused(folderWith(TWO_TWEETS.substring(0, end)), "is cut off");
        }
    }

    @Test
    void refusesJsonThatIsCutOffInAZip() {
        Path zip = new ArchiveOnDisk().with("data/tweets.js", TWO_TWEETS.substring(0, TWO_TWEETS.length() - 1))
                .asZip(folder.resolve("archive.zip"));
        assertRefused(zip, "data/tweets.js of", "is cut off");
    }

    @Test
    void refusesAnAccountThatIsCutOff() {
        new ArchiveOnDisk().with("data/account.js", "window.YTD.account.part0 = [ { \"account\"").asFolder(folder);
        assertRefused(folderWith(TWO_TWEETS), "data/account.js of", "is cut off");
    }

    @Test
    void refusesInvalidJson() {
        assertRefused(folderWith(TWO_TWEETS.replace("\"lang\" :", "\"lang\" =")), "tweets.js of", "is not valid JSON in line 3");
        assertRefused(folderWith("window.YTD.tweets.part0 = [ {\"a\":" + "[".repeat(2_000)), "is not valid JSON");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] latin1 = TWO_TWEETS.replace("cold", "c\u00F4ld").getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(new ArchiveOnDisk().with("data/tweets.js", latin1).asFolder(folder), "data/tweets.js of", "not UTF-8");
    }

    @Test
    void refusesAnEmptyListOfTweets() {
        assertRefused(folderWith("window.YTD.tweets.part0 = []"), "There are no tweets in", "the list in its tweets.js is empty");
    }

    @Test
    void refusesAnEmptyScript() {
        assertRefused(folderWith(""), "data/tweets.js of", "is empty");
        assertRefused(folderWith(" \n"), "data/tweets.js of", "is empty");
    }

    @Test
    void refusesATweetsJsThatHoldsSomethingElse() {
        assertRefused(folderWith("<!DOCTYPE html><p>Hello"), "data/tweets.js of", "does not begin like");
        assertRefused(folderWith("window.YTD.tweets.part0 = { }"), "data/tweets.js of", "no list of objects");
        assertRefused(folderWith("window.YTD.tweets.part0 = "), "data/tweets.js of", "no list of objects");
    }

    @Test
    void refusesATweetWithoutText() {
        assertRefused(folderWith(TWO_TWEETS.replaceFirst("full_text", "fulltext")),
                "The tweet number 1 in data/tweets.js of", "no full_text");
        assertRefused(folderWith("[ 7 ]"), "The tweet number 1 in data/tweets.js of", "no full_text");
    }

    @ParameterizedTest
    @CsvSource({
        "favorite_count, many", "favorite_count, 1.5", "retweet_count, ''",
        "created_at, yesterday", "created_at, Thu Feb 31 08:00:00 +0000 2024", "created_at, 1706774400"
    })
    void namesAFieldThatCannotBeRead(String field, String bad) {
        String tweets = TWO_TWEETS.replaceFirst("\"" + field + "\" : \"[^\"]*\"", "\"" + field + "\" : \"" + bad + "\"");

        assertRefused(folderWith(tweets), "The tweet number 1 in data/tweets.js of", field + " \"" + bad + "\"", "which is not");
    }

    @Test
    void namesTheNumberOfABrokenTweet() {
        Path given = folderWith(tweets(0, fields(11, "08:00:00", "fine"), fields(12, "29:00:00", "not fine")));
        assertRefused(given, "The tweet number 2 in data/tweets.js of", "29:00:00");
    }

    @Test
    void requiresAPath() {
        assertEquals("folderOrZip", assertThrows(NullPointerException.class, () -> Timeline.archive(null)).getMessage());
    }
}

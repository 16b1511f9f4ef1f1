package io.github.huggingtweets.sources.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.tweets.Timeline;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileColumnsTest extends FileOnDisk {

    @Test
    void readsNamedColumns() {
        Path file = write("data.csv", """
                what,when,who,Name of it,nr,hearts,again,shared,answer,other,tongue,with,text
                One,2020-01-02,@Baker,The Baker,9,5,3,no,yes,quoted words,de,An App,none of it
                """);
        Timeline timeline = Timeline.file(file, FileColumns.text("what").time("when").handle("who").name("Name of it").id("nr")
                .likes("hearts").retweets("again").retweet("shared").reply("answer").quoted("other")
                .language("tongue").app("with"));

        assertEquals(List.of(new Author("baker", "The Baker", Optional.empty())), timeline.authors());
        for (String[] expected : new String[][] {{"text", "One"}, {"id", "9"}, {"likes", "5"}, {"retweets", "3"},
            {"retweet", "false"}, {"reply", "true"}, {"quoted", "quoted words"}, {"language", "de"}, {"app", "An App"}}) {
            assertEquals(List.of(expected[1]), column(timeline, expected[0]), expected[0]);
        }
        assertEquals("2020-01-02T00:00", timeline.table().dateTimeColumn("time").get(0).toString());
    }

    @Test
    void recognizesColumnsThatAreNotNamed() {
        Timeline timeline = Timeline.file(
                write("data.csv", "words,text,likes,username\none,two,3,baker\n"), FileColumns.text("words"));

        assertEquals(List.of("one"), texts(timeline));
        assertEquals(List.of("3"), column(timeline, "likes"));
        assertEquals(List.of("baker"), handles(timeline));
    }

    @Test
    void refusesANamedColumnThatIsMissing() {
        assertRefused(write("data.csv", "text,likes\none,3\n"), FileColumns.text("words").likes("likes"),
                "There is no column \"words\"", "\"text\", \"likes\"");
        assertRefused(write("data.csv", "1,2\n"), FileColumns.text("3").withoutHeader(),
                "There is no column \"3\"", "\"1\", \"2\"");
        assertRefused(write("data.jsonl", "{\"text\":\"one\"}\n"), FileColumns.text("words"), "None of the fields", "\"text\"");
    }

    @Test
    void readsFieldsWithinFieldsByTheirPath() {
        Timeline timeline = Timeline.file(write("data.jsonl", """
                {"post":{"body":"One","stats":{"hearts":4}},"writer":{"at":"baker"},"data":{"when":"2020-01-02T03:04:05Z"}}
                """), FileColumns.text("post.body").likes("post.stats.hearts").handle("writer.at").time("data.when"));

        assertEquals(List.of("One"), texts(timeline));
        assertEquals(List.of("4"), column(timeline, "likes"));
        assertEquals(List.of("baker"), handles(timeline));
        assertEquals("2020-01-02T03:04:05", timeline.table().dateTimeColumn("time").get(0).toString());
    }

    @Test
    void readsColumnsByNumber() {
        Timeline timeline = Timeline.file(write("data.csv", "baker,2020-01-02 03:04:05,One\nmiller,2020-01-01 03:04:05,Two\n"),
                FileColumns.text("3").time("2").handle("1").withoutHeader());

        assertEquals(List.of("One", "Two"), texts(timeline));
        assertEquals(List.of("baker", "miller"), column(timeline, "handle"));
    }

    @Test
    void givesAllTweetsToTheNamedAuthor() {
        Timeline timeline = Timeline.file(write("data.csv", "text,username\none,a\ntwo,b\n"),
                FileColumns.recognized().author("@Me", "My Name"));

        assertEquals(List.of(new Author("me", "My Name", Optional.empty())), timeline.authors());
        assertEquals(List.of("me", "me"), column(timeline, "handle"));
    }

    @Test
    void readsSeveralAuthors() {
        Timeline timeline = Timeline.file(write("data.csv", """
                text,screen_name,name
                one,Miller,The Miller
                two,baker,The Baker
                three,@Baker,The Baker since today
                four,,
                """));

        assertEquals(List.of("baker", "miller", "unknown"), handles(timeline));
        assertEquals(List.of("The Baker", "The Miller", "unknown"), timeline.authors().stream().map(Author::name).toList());
        assertEquals(List.of("miller", "baker", "baker", "unknown"), column(timeline, "handle"));
    }

    @Test
    void leavesColumnsUnchanged() {
        FileColumns columns = FileColumns.text("words");
        columns.likes("nowhere").withoutHeader().author("a", "b").dayFirst();

        assertEquals(List.of("one"), texts(Timeline.file(write("data.csv", "words\none\n"), columns)));
    }

    @Test
    void refusesWrongArguments() {
        assertThrows(IllegalArgumentException.class, () -> FileColumns.text(" "));
        assertThrows(IllegalArgumentException.class, () -> FileColumns.recognized().separator('"'));
        assertThrows(NullPointerException.class, () -> Timeline.file(null));
        assertThrows(NullPointerException.class, () -> FileColumns.recognized().skipBroken(null));
    }

    @Test
    void believesAFileThatSaysThatATextIsNoRetweet() {
        Timeline timeline = Timeline.file(write("data.csv", """
                text,is_retweet,retweeted_status_id
                RT @baker: The oven is on,false,
                RT @baker: The oven is off,,
                RT @baker: The bread is in,true,
                RT @baker: The bread is out,false,55
                """));

        assertEquals(List.of("false", "true", "true", "true"), column(timeline, "retweet"));
        assertEquals(List.of("false"), column(Timeline.file(
                write("data.jsonl", "{\"text\":\"RT @baker: The oven is on\",\"retweet\":false}\n")), "retweet"));
    }
}

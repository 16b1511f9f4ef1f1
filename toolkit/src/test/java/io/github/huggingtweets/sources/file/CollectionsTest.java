package io.github.huggingtweets.sources.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.huggingtweets.tweets.Timeline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV as tools and collections write it. */
class CollectionsTest extends FileOnDisk {

    private static List<String> row(Timeline timeline, int row, String... columns) {
        return List.of(columns).stream().map(name -> column(timeline, name).get(row)).toList();
    }

    /** The columns of three well-known collections. */
    @Test
    void recognizesLongColumnNames() {
        Timeline posted = Timeline.file(write("posted.csv", """
                Tweet Posted Time (UTC),Tweet Content,Tweet Type,Client,Retweets Received,Likes Received,Name,Username
                2021-01-02 10:11:12,The first loaf,Tweet,An App,3,"1,400",The Baker,baker_7
                """));
        Timeline created = Timeline.file(write("created.csv", """
                userid,username,usercreatedts,tweetid,tweetcreatedts,retweetcount,text,language,favorite_count
                7,baker_7,2010-01-01 00:00:00.000000,11,2021-01-02 10:11:12.000000,3,The first loaf,en,1400
                """));
        Timeline numbers = Timeline.file(write("numbers.csv", """
                ,Date Created,Number of Likes,Source of Tweet,Tweet,Sentiment
                0,2021-01-02 10:11:12+00:00,1400,An App,The first loaf,neutral
                """));

        for (Timeline timeline : List.of(posted, created, numbers)) {
            assertEquals(List.of("The first loaf"), texts(timeline));
            assertEquals(List.of("2021-01-02T10:11:12.000", "1400"), row(timeline, 0, "time", "likes"));
        }
        assertEquals(List.of("3", "An App"), row(posted, 0, "retweets", "app"));
        assertEquals(List.of("3", "en"), row(created, 0, "retweets", "language"));
        assertEquals(List.of("An App"), column(numbers, "app"));
    }

    /** A spreadsheet rounds the ids of tweets, so that thousands of tweets get the same id. */
    @Test
    void dropsRoundedIds() {
        Timeline timeline = Timeline.file(write("Tweets of Baker.CSV", """
                id,text
                1.23457E+17,the first loaf of the day
                1.23457E+17,the second loaf of the day
                "1,23457e+17",the third loaf of the day
                1234567890123456789,the last loaf of the day
                """));

        assertEquals(List.of("", "", "", "1234567890123456789"), column(timeline, "id"));
        assertEquals(4, Timeline.join(timeline, timeline.newest(0)).size());
        assertEquals(List.of("baker"), handles(timeline));
    }

    @Test
    void readsCsvOfTwarc() {
        Timeline timeline = Timeline.file(write("tweets.csv", """
                id,conversation_id,referenced_tweets.replied_to.id,referenced_tweets.retweeted.id,referenced_tweets.quoted.id,\
                author_id,in_reply_to_user_id,in_reply_to_username,retweeted_user_id,retweeted_username,quoted_user_id,\
                created_at,\
                text,lang,source,public_metrics.reply_count,public_metrics.retweet_count,public_metrics.like_count,author.id,\
                author.created_at,author.username,author.name,author.description,author.public_metrics.tweet_count,__twarc.version
                11,11,,,,7,,,,,,2022-03-04T05:06:07.000Z,Good morning\\nfrom the oven,en,Twitter Web App,1,2,9,7,\
                2010-02-02T10:00:00.000Z,Baker_7,The Baker,"text, of a profile",3,2.13.0
                12,12,,90,,7,,,8.0,Miller,,2022-03-03T05:06:07.000Z,The wheel turns,en,,0,4,70,7,\
                2010-02-02T10:00:00.000Z,Baker_7,The Baker,,3,2.13.0
                13,11,11.0,,91,8,7.0,Baker_7,,,8.0,2022-03-02T05:06:07.000Z,@Baker_7 see this,en,,0,0,1,8,\
                2010-02-02T10:00:00.000Z,Miller,The Miller,,3,2.13.0
                """));

        assertEquals(List.of("baker_7", "miller"), handles(timeline));
        assertEquals("The Baker", timeline.authors().get(0).name());
        assertEquals(List.of("Good morning\nfrom the oven", "RT @Miller: The wheel turns", "@Baker_7 see this"), texts(timeline));
        assertEquals(List.of("false", "true", "false"), column(timeline, "retweet"));
        assertEquals(List.of("false", "false", "true"), column(timeline, "reply"));
        assertEquals(List.of("9", "2", "Twitter Web App", "en"), row(timeline, 0, "likes", "retweets", "app", "language"));
    }

    /** As pandas writes the lines of snscrape: with users as Python prints them, or flattened. */
    @Test
    void readsSnscrapeWrittenByPandas() {
        Timeline timeline = Timeline.file(write("user.csv", """
                ,_type,url,date,content,renderedContent,id,user,replyCount,retweetCount,likeCount,lang,source,sourceLabel,\
                retweetedTweet,quotedTweet,inReplyToTweetId
                0,snscrape.modules.twitter.Tweet,https://twitter.com/Baker_7/status/21,2021-07-08 09:10:11+00:00,"One,\
                 two\nthree",\
                x,21,"{'_type': 'snscrape.modules.twitter.User', 'username': 'Baker_7', 'id': 7,\
                 'displayname': ""The Baker's""}",\
                0,1,6,en,"<a href=""https://x.example"">An App</a>",An App,,,
                1,snscrape.modules.twitter.Tweet,https://twitter.com/Baker_7/status/22,2021-07-07 09:10:11+00:00,@Miller no,\
                x,22,https://twitter.com/Baker_7,0,1,6,en,,An App,,,20.0
                """));

        assertEquals(List.of("baker_7"), handles(timeline));
        assertEquals("The Baker's", timeline.authors().get(0).name());
        assertEquals(List.of("One, two\nthree", "@Miller no"), texts(timeline));
        assertEquals(List.of("false", "true"), column(timeline, "reply"));
        assertEquals("An App", column(timeline, "app").get(0));

        Timeline flattened = Timeline.file(write("flat.csv", """
                date,rawContent,id,likeCount,retweetCount,user.username,user.displayname,retweetedTweet.rawContent,\
                retweetedTweet.user.username,quotedTweet.rawContent,inReplyToTweetId
                2021-07-08 09:10:11+00:00,RT @Miller: It is r…,22,0,4,Baker_7,The Baker,It is raining,Miller,,
                2021-07-07 09:10:11+00:00,And who is it?,23,0,4,Baker_7,The Baker,,,Somebody knocks,
                """));
        assertEquals(List.of("RT @Miller: It is raining", "And who is it?"), texts(flattened));
        assertEquals(List.of("", "Somebody knocks"), column(flattened, "quoted"));
        assertEquals(List.of("true", "false"), column(flattened, "retweet"));
    }

    @Test
    void readsWhatOurTablesWrite() {
        Timeline sample = Timeline.sample();
        Path csv = folder.resolve("sample.csv");
        sample.table().write().csv(csv.toFile());

        assertEquals(sample.table().printAll(), Timeline.file(csv).table().printAll());
    }

    /** Text, time, likes, retweets, handle and app under the names in well-known collections. */
    @ParameterizedTest
    @ValueSource(strings = {
        "text,created_at,favorite_count,retweet_count,screen_name,source",
        "full_text,created_at,favorite_count,retweet_count,user_screen_name,source",
        "content,date_time,number_of_likes,number_of_shares,author,source_name",
        "tweet,date,likes_count,retweets_count,username,source",
        "Tweet Text,Date Created,Likes,Retweets,User Name,Tweet Source",
        "OriginalTweet,TweetAt,Favorites,NumRetweets,ScreenName,Device",
        "tweet_text,tweet_time,like_count,retweet_count,user_screen_name,tweet_client_name",
        "body,Timestamp,n_likes,n_retweets,handle,app",
        "TEXT,DATETIME,FAVOURITES,RETWEETS,USERNAME,SOURCE",
        "Tweets,Date,Likes,Retweets,User,Source",
        "text,tweet_created,favorites,retweet_count,name,device",
        "content,publish_date,likes,reposts,account,client",
        "Embedded_text,Timestamp,Likes,Retweets,UserName,Source",
        "clean_text,date,likes,retweets,user,source"
    })
    void recognizesCommonColumnNames(String header) {
        Timeline timeline = Timeline.file(write("data.csv", "row,%s,x\n1,A loaf of bread,2020-05-06 07:08:09,5,3,Baker,An App,y\n"
                .formatted(header)));

        assertEquals(List.of("A loaf of bread", "5", "3", "baker", "An App"),
                row(timeline, 0, "text", "likes", "retweets", "handle", "app"));
        assertEquals("2020-05-06T07:08:09", timeline.table().dateTimeColumn("time").get(0).toString());
        assertEquals("Baker", timeline.authors().get(0).name());
    }

    @ParameterizedTest
    @CsvSource({
        "isRetweet, t, f", "is_retweet, True, False", "IsRetweet, TRUE, FALSE", "retweet, 1, 0", "is_retweet, 1.0, 0.0",
        "retweeted_status_id, 88, ''", "retweeted_status_id, 8.8e17, NaN", "retweet_id, 88, ''", "post_type, RETWEET, ''",
        "tweet_type, retweet, original"
    })
    void recognizesRetweets(String column, String yes, String no) {
        Timeline timeline = Timeline.file(write("data.csv",
                "text,%s,retweeted\nsomebody else's words,%s,False\nown words,%s,True\n".formatted(column, yes, no)));

        assertEquals(List.of("true", "false"), column(timeline, "retweet"));
    }

    @Test
    void treatsATextThatStartsWithRtAsARetweet() {
        Timeline timeline = Timeline.file(write("data.csv",
                "text,retweeted\nRT @miller: flour,False\nRT if you like bread,False\n"));

        assertEquals(List.of("true", "false"), column(timeline, "retweet"));
    }

    @ParameterizedTest
    @CsvSource({
        "in_reply_to_status_id, 88, NaN", "in_reply_to_user_id, 7, ''", "in_reply_to_screen_name, miller, None",
        "reply_to, miller, []",
        "is_reply, True, False", "reply_to_status_id, 88.0, nan", "inReplyToTweetId, 88, ''", "tweet_type, reply, original"
    })
    void recognizesReplies(String column, String yes, String no) {
        Timeline timeline = Timeline.file(write("data.csv",
                "text,%s\n@miller yes,%s\nno,%s\n".formatted(column, yes, no)));

        assertEquals(List.of("true", "false"), column(timeline, "reply"));
    }

    @Test
    void joinsDateAndClockOfTwoColumns() {
        Timeline timeline = Timeline.file(write("twint.csv", """
                id,conversation_id,date,time,timezone,user_id,username,name,place,tweet,language,replies_count,retweets_count,\
                likes_count,hashtags,link,retweet,reply_to
                31,31,2019-04-05,06:07:08,+0000,7,baker,The Baker,,Fresh rolls,en,0,1,2,[],https://x,False,[]
                """));

        assertEquals("2019-04-05T06:07:08", timeline.table().dateTimeColumn("time").get(0).toString());
        assertEquals("The Baker", timeline.authors().get(0).name());
        assertEquals(List.of("false", "false", "2", "1"), row(timeline, 0, "retweet", "reply", "likes", "retweets"));
    }

    @Test
    void readsGetOldTweetsWithSemicolons() {
        Timeline timeline = Timeline.file(write("output_got.csv", """
                username;date;retweets;favorites;text;geo;mentions;hashtags;id;permalink
                baker;2017-01-20 11:51;3;4;"Bread; and butter, too";;;;"822421390125043713";https://x
                baker;2017-01-19 11:51;0;1;"Rolls, ""fresh\""";;;;"822421390125043712";https://x
                """));

        assertEquals(List.of("Bread; and butter, too", "Rolls, \"fresh\""), texts(timeline));
        assertEquals(List.of("822421390125043713", "4"), row(timeline, 0, "id", "likes"));
    }

    @Test
    void readsSentiment140WithoutHeaderInLatin1() {
        Timeline timeline = Timeline.file(write("training.csv", """
                "0","1467810369","Mon Apr 06 22:19:45 PDT 2009","NO_QUERY","_TheBaker_","@miller - Aww, \
                that's a bummer. The oven is cold"
                "0","1467810672","Mon Apr 06 22:19:49 PDT 2009","NO_QUERY","miller","is upset \
                that he can't go to the caf\u00e9 in M\u00fcnchen"
                "4","1467810917","Mon Apr 06 22:19:53 PDT 2009","NO_QUERY","miller","one more sack of flour \
                and I shall be so happy"
                """, StandardCharsets.ISO_8859_1));

        assertEquals(List.of("miller", "_thebaker_"), handles(timeline));
        assertEquals("is upset that he can't go to the caf\u00e9 in M\u00fcnchen", texts(timeline).get(1));
        assertEquals("2009-04-07T05:19:53", timeline.table().dateTimeColumn("time").get(0).toString());
        assertEquals("1467810917", column(timeline, "id").get(0));
    }

    @Test
    void readsAnotherFileWithoutHeader() {
        Timeline timeline = Timeline.file(write("mine.tsv", """
                2020-01-02 03:04\tThe first words that I ever said here\t5
                2020-01-03 03:04\tAnd some more words, a day later\t7
                """));

        assertEquals(List.of("And some more words, a day later", "The first words that I ever said here"), texts(timeline));
        assertEquals("2020-01-03T03:04", timeline.table().dateTimeColumn("time").get(0).toString());
        assertEquals(List.of("mine"), handles(timeline));
    }

    @Test
    void turnsNamesOfLanguagesIntoCodes() {
        Timeline timeline = Timeline.file(write("ira.csv",
                "author,content,language\nA,one,English\nA,two,russian\nA,three,pt\nA,four,LANGUAGE UNDEFINED\n"));

        assertEquals(List.of("en", "ru", "pt", "LANGUAGE UNDEFINED"), column(timeline, "language"));
    }

    @ParameterizedTest
    @CsvSource({"'1,234', 1234", "1.2K, 1200", "12.0, 12", "3M, 3000000", "NaN, ''", "'', ''", "0, 0", "1e3x, FAIL", "-1, ''"})
    void readsCounts(String written, String expected) {
        Path file = write("data.csv", "text,likes\nwords,\"%s\"\n".formatted(written));
        if (expected.equals("FAIL")) {
            assertRefused(file, "Line 2", "\"" + written + "\" where it counts the likes", "skipBroken()");
        } else {
            assertEquals(List.of(expected), column(Timeline.file(file), "likes"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "@Elon_M.csv, @elon_m", "baker_tweets.csv, baker", "tweets-of-baker.csv, baker", "Baker.csv.gz, baker",
        "my bread.tsv, my_bread",
        "tweets.csv, tweets"
    })
    void namesTheAuthorAfterTheFileIfThereIsNoOther(String name, String handle) {
        assertEquals(List.of(handle.replace("@", "")), handles(Timeline.file(write(name, "text\nhello there\n"))));
    }
}

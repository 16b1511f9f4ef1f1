package io.github.huggingtweets.sources.file;

import java.util.List;

/**
 * The fields of a tweet in a file, each with the names that tools and collections give it, preferred names first. Only the
 * letters and digits of a name count, so {@code Tweet Text}, {@code tweet_text} and {@code tweetText} are the same. A name may
 * stand for two fields: {@code name} is the display name in most collections, and often the only name of an author.
 */
enum TweetField {
    TEXT("note_tweet.text", "extended_tweet.full_text", "full_text", "rawContent", "text", "tweet_text", "content",
            "tweet_content", "tweet", "tweets", "tweet.full_text", "body", "original_tweet", "status_text", "message", "post",
            "post_text", "sentiment_text", "embedded_text", "renderedContent", "clean_text", "cleaned_text"),
    ID("id_str", "tweet_id", "status_id", "id", "tweet_id_str"),
    TIME("created_at", "created_at_utc", "datetime", "date_time", "timestamp", "tweet_created", "tweet_created_at",
            "tweet_created_ts", "tweet_time", "tweet_timestamp", "tweet_posted_time", "tweet_posted_time_utc", "publish_date",
            "published_at", "posted_at", "date_created", "created_date", "created_time", "created_utc", "created",
            "tweet_date", "tweet_at", "post_date", "post_time", "timestamp_ms", "date", "dates", "date_utc",
            "parsed_created_at", "time"),
    /** The time of the day, if the date has a column of its own. */
    CLOCK("time", "hour"),
    HANDLE("account.acct", "user_screen_name", "author.username", "user.username", "screen_name", "twitter_handle", "user_handle",
            "author_handle", "handle", "username", "account", "author", "user", "users", "tweet_author", "name",
            "author_id", "user_id"),
    NAME("account.display_name", "user_display_name", "user.displayname", "author.name", "author_name", "display_name",
            "full_name", "name", "user_name"),
    PICTURE("account.avatar", "user.profile_image_url_https", "user.profile_image_url", "user.profileImageUrl",
            "author.profile_image_url",
            "profile_image_url_https", "profile_image_url"),
    /** The id by which a page of the API lists its users. */
    AUTHOR_ID("author_id"),
    LIKES("likes", "like_count", "likes_count", "public_metrics.like_count", "favorite_count", "favourite_count", "favorites",
            "favourites", "number_of_likes", "num_likes", "no_of_likes", "n_likes", "tweet_likes", "likes_received",
            "favorites_count"),
    RETWEETS("retweets", "retweet_count", "retweets_count", "public_metrics.retweet_count", "number_of_retweets",
            "num_retweets", "no_of_retweets", "n_retweets", "tweet_retweets", "retweets_received", "number_of_shares",
            "shares", "share_count", "reposts", "repost_count", "reblogs_count"),
    /** True or false. Twitter's {@code retweeted} is not among these: it says whether the user of the API retweeted the tweet. */
    RETWEET("is_retweet", "retweet", "is_rt"),
    /** The kind of tweet, in a word such as {@code retweet} or {@code reply}. */
    KIND("tweet_type", "post_type"),
    /** Any value that only a retweet has. */
    RETWEETED("referenced_tweets.retweeted.id", "retweeted_status", "retweeted_status.id_str", "retweeted_status.id",
            "retweeted_status_id", "retweet_status_id", "retweetedTweet", "retweetedTweet.id", "retweeted_tweet_id",
            "retweet_tweetid", "retweet_id", "retweeted_user_id", "retweet_userid", "retweeted_username",
            "user_rt_id", "user_rt", "reblog", "reblog.id"),
    RETWEETED_TEXT("retweeted_status.note_tweet.text", "retweeted_status.extended_tweet.full_text", "retweeted_status.full_text",
            "retweeted_status.text", "retweetedTweet.rawContent", "retweetedTweet.content",
            "referenced_tweets.retweeted.note_tweet.text", "referenced_tweets.retweeted.text", "retweet_text", "reblog.content"),
    RETWEETED_HANDLE("retweeted_status.user.screen_name", "retweetedTweet.user.username",
            "referenced_tweets.retweeted.author.username", "retweeted_username", "retweet_screen_name",
            "retweet_or_quote_screen_name", "user_rt", "reblog.account.acct"),
    /** True or false. */
    REPLY("is_reply", "reply"),
    /** Any value that only a reply has. */
    REPLIED("in_reply_to_status_id", "in_reply_to_status_id_str", "in_reply_to_tweet_id", "in_reply_to_user_id",
            "in_reply_to_user_id_str", "in_reply_to_screen_name", "in_reply_to_username", "inReplyToUser.username",
            "referenced_tweets.replied_to.id", "reply_to_status_id", "reply_to_user_id", "reply_to_screen_name",
            "in_reply_to", "reply_to", "inReplyToUser", "in_reply_to_id", "in_reply_to_account_id"),
    QUOTED("quoted", "quoted_status.note_tweet.text", "quoted_status.extended_tweet.full_text", "quoted_status.full_text",
            "quoted_status.text", "quotedTweet.rawContent", "quotedTweet.content", "referenced_tweets.quoted.note_tweet.text",
            "referenced_tweets.quoted.text", "quoted_text", "quoted_tweet_text",
            "quote.quoted_status.content"),
    /** The id by which a page of the API lists the quoted tweet. */
    QUOTED_ID("referenced_tweets.quoted.id"),
    LANGUAGE("lang", "language", "tweet_language", "tweet_lang", "lang_code"),
    APP("sourceLabel", "source", "app", "device", "client", "tweet_client_name", "tweet_source", "source_of_tweet",
            "source_name", "application.name"),
    /** A number that only posts of Mastodon have, whose texts are HTML. The other fields below are used of such posts only. */
    REBLOGS("reblogs_count"),
    /** In files from X, this name counts how many tweets the author likes. */
    POST_LIKES("favourites_count"),
    VISIBILITY("visibility"),
    WARNING("spoiler_text"),
    REBLOGGED_WARNING("reblog.spoiler_text"),
    /** The handles of the mentioned accounts, each in a line after the address of its profile. */
    MENTIONED("mentions"),
    REBLOGGED_MENTIONED("reblog.mentions"),
    /** The address of the author's profile, which has the name of the server. */
    PROFILE("account.url"),
    REBLOGGED_PROFILE("reblog.account.url");

    private final List<String> names;

    TweetField(String... names) {
        this.names = List.of(names);
    }

    /** {@return the names, preferred ones first} */
    List<String> names() {
        return names;
    }
}

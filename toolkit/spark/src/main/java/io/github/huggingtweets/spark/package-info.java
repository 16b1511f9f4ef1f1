/**
 * The tweets of thousands of accounts on a cluster of Apache Spark.
 *
 * <p>Begin with {@link io.github.huggingtweets.spark.TweetLake}. It is to many files what a
 * {@link io.github.huggingtweets.tweets.Timeline} is to one: the same lines are tweets, the same tweets are kept, and the same texts
 * come out, since the toolkit's own classes read each line and clean each text; Spark only hands them out. LakeFiles finds the
 * files and looks at the beginning of each. Three classes read them: LineTweets reads JSON Lines from the middle of a file on, as
 * Spark splits them, FileTweets reads all other texts, each file in one task from its beginning to its end, and ParquetTweets reads
 * Parquet. All make the rows of LakeRow. KeptLake writes a lake as Parquet.
 *
 * <p>{@link io.github.huggingtweets.spark.BotFleet} is to a lake what a {@link io.github.huggingtweets.bot.Bot} is to a timeline. On the
 * driver, FleetTraining prepares the folder (FleetFolder), decides what each training gets of an executor (FleetResources), and lets
 * Spark bring the tweets of each author to a task of their own (FleetJob). There FleetTask trains the bot and puts it into the folder.
 *
 * <p>Nothing here keeps the tweets of more than one account in memory, and no task fails because of a line.
 */
package io.github.huggingtweets.spark;

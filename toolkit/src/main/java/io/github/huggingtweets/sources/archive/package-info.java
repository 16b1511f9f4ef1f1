/**
 * Reads the archive that X makes for the owner of an account, in every layout since 2010.
 *
 * <p>Begin with {@link io.github.huggingtweets.sources.archive.XArchive}. It opens the ZIP or folder (ArchiveStorage), looks for
 * an archive of one of three layouts in it (ArchiveLayout), and reads the scripts of that archive (ScriptFile) tweet by tweet
 * (TweetReader). The whole texts of long tweets come from a file of their own (LongTexts), and the archive's own list of files
 * shows whether tweets are missing (DeclaredCounts).
 *
 * <p>The JSON reader is not the one of {@code sources.file}. The one here knows the few fields that it needs, and skips all
 * others at nearly the speed of Jackson's tokenizer; the other must name every field by its path to find out what it means. Both
 * share what is the same: times, texts of retweets, links to apps, and the description of damaged JSON, all in {@code sources}.
 */
package io.github.huggingtweets.sources.archive;

package io.github.huggingtweets.sources.file;

import io.github.huggingtweets.sources.PostText;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the values of a post of Mastodon's API those of a tweet: its HTML becomes text, and its handles get the server. Posts that
 * are downloaded from Mastodon look the same.
 *
 * @see <a href="https://docs.joinmastodon.org/entities/Status/">a post, which the API calls a status</a>
 */
final class MastodonPost {

    private static final Set<String> SEEN_BY_ALL = Set.of("", "public", "unlisted");
    private static final Pattern HOST = Pattern.compile("https?://([^/@:]+)/.*");

    private MastodonPost() {}

    /** {@return whether the values are those of a post} */
    static boolean isIn(FieldValues fields) {
        return fields.has(TweetField.REBLOGS);
    }

    /** {@return whether everybody can see the post} */
    static boolean isForEverybody(FieldValues fields) {
        return SEEN_BY_ALL.contains(fields.get(TweetField.VISIBILITY));
    }

    /** Changes the values of a post to those of a tweet. */
    static void translate(FieldValues fields) {
        fields.put(TweetField.TEXT, PostText.of(fields.get(TweetField.TEXT), fields.get(TweetField.WARNING),
                mentioned(fields.get(TweetField.MENTIONED))));
        fields.put(TweetField.HANDLE, fullHandle(fields.get(TweetField.HANDLE), fields.get(TweetField.PROFILE)));
        fields.put(TweetField.LIKES, fields.get(TweetField.POST_LIKES));
        fields.put(TweetField.QUOTED, PostText.of(fields.get(TweetField.QUOTED), Map.of()));
        if (!fields.get(TweetField.RETWEETED_TEXT).isEmpty()) {
            fields.put(TweetField.RETWEETED_TEXT, PostText.of(fields.get(TweetField.RETWEETED_TEXT),
                    fields.get(TweetField.REBLOGGED_WARNING), mentioned(fields.get(TweetField.REBLOGGED_MENTIONED))));
            fields.put(TweetField.RETWEETED_HANDLE, fullHandle(fields.get(TweetField.RETWEETED_HANDLE),
                    fields.get(TweetField.REBLOGGED_PROFILE)));
        }
    }

    private static Map<String, String> mentioned(String lines) {
        Map<String, String> handles = new HashMap<>();
        lines.lines().map(line -> line.split(" ", 2)).filter(line -> line.length == 2)
                .forEach(line -> handles.put(line[0], line[1]));
        return handles;
    }

    /** {@return the handle with its server, which the API leaves out for accounts on the same server} */
    private static String fullHandle(String handle, String profile) {
        Matcher host = HOST.matcher(profile);
        boolean lacksServer = !handle.isEmpty() && handle.indexOf('@', 1) < 0 && !handle.startsWith("{");
        return lacksServer && host.matches() ? handle + "@" + host.group(1) : handle;
    }
}

package io.github.huggingtweets.sources.file;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.RetweetText;
import io.github.huggingtweets.sources.Tweet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a tweet, without its time and its counts, of the values of a line. */
final class TweetFromFields {

    private static final Set<String> TRUE = Set.of("true", "t", "1", "1.0", "yes", "y");
    private static final Set<String> FALSE = Set.of("", "false", "f", "0", "0.0", "no", "n");
    /** A long id as a spreadsheet rounds it; many ids become the same. */
    private static final Pattern ROUNDED = Pattern.compile("\\d([.,]\\d+)?[eE]\\+?\\d+");
    private static final Pattern PROFILE = Pattern.compile("https?://(?:www\\.|mobile\\.)?(?:twitter|x)\\.com/(\\w+)/?");
    /** A user object as pandas writes it: {@code {'_type': 'User', 'username': 'me', ...}}. */
    private static final Pattern PYTHON_USER = Pattern.compile("'(?:username|screen_name)': '(\\w+)'");
    private static final Pattern PYTHON_NAME = Pattern.compile("'(?:displayname|name)': (?:'([^']*)'|\"([^\"]*)\")");

    /** The handle of tweets without an author in a file where other tweets have one. */
    static final String UNKNOWN = "unknown";

    private TweetFromFields() {}

    /** The codes of languages by their English names. It takes a while to make, and hardly any file needs it. */
    private static final class Languages {
        private static final Map<String, String> CODES = new HashMap<>();

        static {
            for (String code : Locale.getISOLanguages()) {
                CODES.put(new Locale(code).getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
            }
        }
    }

    static Tweet.Builder of(FieldValues fields) throws BrokenLineException {
        String kind = fields.get(TweetField.KIND).toLowerCase(Locale.ROOT);
        boolean flagged = flag(fields, TweetField.RETWEET) || kind.startsWith("retweet")
                || isReference(fields, TweetField.RETWEETED) || !fields.get(TweetField.RETWEETED_TEXT).isEmpty();
        String text = flagged ? retweetedText(fields) : fields.get(TweetField.TEXT);
        String quoted = fields.get(TweetField.QUOTED);
        String handle = handle(fields.get(TweetField.HANDLE));
        return Tweet.text(text)
                .id(isRounded(fields.get(TweetField.ID)) ? "" : fields.get(TweetField.ID))
                .handle(handle.isEmpty() ? UNKNOWN : handle)
                .quoted(isWord(quoted) ? "" : quoted)
                .retweet(flagged || fields.get(TweetField.RETWEET).isEmpty() && RetweetText.isRetweet(text))
                .reply(flag(fields, TweetField.REPLY) || kind.startsWith("repl") || isReference(fields, TweetField.REPLIED))
                .language(language(fields.get(TweetField.LANGUAGE)))
                .source(fields.get(TweetField.APP));
    }

    /**
     * {@return the text of a retweet with the whole retweeted text, since its own text is cut off or lacks the retweeted author}
     */
    private static String retweetedText(FieldValues fields) {
        String own = fields.get(TweetField.TEXT);
        String original = fields.get(TweetField.RETWEETED_TEXT);
        Optional<String> named = RetweetText.retweeted(own);
        Optional<String> handle =
                Optional.of(fields.get(TweetField.RETWEETED_HANDLE)).filter(known -> !known.isEmpty()).or(() -> named);
        if (handle.isEmpty()) {
            return own.isEmpty() ? original : own;
        }
        if (!original.isEmpty()) {
            return RetweetText.of(handle.get(), original);
        }
        return named.isPresent() ? own : RetweetText.of(handle.get(), own);
    }

    private static boolean flag(FieldValues fields, TweetField field) throws BrokenLineException {
        if (fields.get(field).isEmpty()) {
            return false;
        }
        String value = fields.get(field).strip().toLowerCase(Locale.ROOT);
        if (TRUE.contains(value)) {
            return true;
        }
        if (FALSE.contains(value)) {
            return false;
        }
        throw new BrokenLineException("has \"%s\" where it says whether the tweet is a %s, which is neither true nor false"
                .formatted(BrokenLineException.shortened(value), field.name().toLowerCase(Locale.ROOT)));
    }

    private static boolean isReference(FieldValues fields, TweetField field) {
        String value = fields.get(field);
        return !value.isEmpty() && !FALSE.contains(value.toLowerCase(Locale.ROOT)) && !value.equals("-1");
    }

    private static boolean isRounded(String id) {
        return (id.indexOf('e') >= 0 || id.indexOf('E') >= 0) && ROUNDED.matcher(id).matches();
    }

    private static boolean isWord(String value) {
        return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
    }

    /** {@return the handle of an author, who may be given as the address of a profile or as a Python object} */
    static String handle(String author) {
        if (author.startsWith("http")) {
            Matcher profile = PROFILE.matcher(author);
            return Author.normalize(profile.matches() ? profile.group(1) : author);
        }
        if (author.startsWith("{")) {
            Matcher user = PYTHON_USER.matcher(author);
            return user.find() ? Author.normalize(user.group(1)) : "";
        }
        return Author.normalize(author);
    }

    /** {@return the display name of an author, or the handle as it is written if there is no name} */
    static String name(FieldValues fields) {
        String name = fields.get(TweetField.NAME);
        String handle = fields.get(TweetField.HANDLE);
        if (name.isEmpty() && handle.startsWith("{")) {
            Matcher display = PYTHON_NAME.matcher(handle);
            name = !display.find() ? "" : display.group(1) == null ? display.group(2) : display.group(1);
        }
        return !name.isBlank() ? name.strip()
                : handle.startsWith("http") || handle.startsWith("{") ? handle(handle)
                : (handle.startsWith("@") ? handle.substring(1) : handle).strip();
    }

    /** {@return the code of a language, whose English name some collections write instead} */
    private static String language(String language) {
        return language.length() <= 3 ? language
                : Languages.CODES.getOrDefault(language.strip().toLowerCase(Locale.ROOT), language);
    }
}

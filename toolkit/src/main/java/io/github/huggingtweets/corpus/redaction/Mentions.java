package io.github.huggingtweets.corpus.redaction;

import java.util.regex.Pattern;

/** How tweets mention people. */
public final class Mentions {

    /**
     * Finds a mention: {@code @name} as X writes it, {@code @name.example} as Bluesky does, and {@code @name@server.example} as
     * Mastodon does. Group 1 is the handle without its {@code @}. What follows a letter or a digit is no mention but part of an
     * e-mail address, or of nothing. The search takes time in proportion to the text.
     */
    public static final Pattern FIND = Pattern.compile("(?<![A-Za-z0-9_])[@\uFF20]("
            + "(?>\\w[\\w-]*+(?:\\.\\w[\\w-]*+)++|\\w++)" // a domain or a name
            + "(?:@\\w[\\w-]*+(?:\\.\\w[\\w-]*+)++)?+)"); // of a server

    private Mentions() {}
}

package io.github.huggingtweets.sharing;

import io.github.huggingtweets.sources.Author;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An author as a card shows them.
 *
 * @param photo the web address of the profile picture, or {@code null} where only the initials can be shown
 * @param name the display name on one line, or the handle where there is none
 * @param initials one or two letters or digits that stand in for the picture, or {@code @} for a name without any
 */
public record Portrait(String photo, String name, String initials) {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    /**
     * Takes what a card needs. Only a picture on the web is a photo here: the path of a file would show nothing elsewhere, and
     * tell where somebody keeps pictures.
     *
     * @param author whom to show
     * @return the portrait
     */
    public static Portrait of(Author author) {
        String photo = author.picture()
                .filter(address -> "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme()))
                .map(Object::toString)
                .orElse(null);
        String name = Markdown.oneLine(author.name());
        String shown = name.isEmpty() ? "@" + author.handle() : name;
        return new Portrait(photo, shown, initials(shown));
    }

    private static String initials(String name) {
        String initials = WHITE_SPACE.splitAsStream(name)
                .map(word -> word.codePoints().filter(Character::isLetterOrDigit).limit(1))
                .map(first -> first.mapToObj(Character::toString).collect(Collectors.joining()))
                .filter(first -> !first.isEmpty())
                .limit(2)
                .collect(Collectors.joining());
        return (initials.isEmpty() ? "@" : initials).toUpperCase(Locale.ROOT);
    }
}

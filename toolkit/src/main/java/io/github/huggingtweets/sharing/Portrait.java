package io.github.huggingtweets.sharing;

import io.github.huggingtweets.sources.Author;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An author as a card shows them.
 *
 * @param photo the web address of the profile picture, or {@code null} if only the initials can be shown
 * @param name the display name on one line, or the handle if there is none
 * @param initials one or two letters or digits to show in place of the picture, or {@code @} if the name has none
 */
public record Portrait(String photo, String name, String initials) {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    /**
     * Makes the portrait of an author. A picture that is not on the web is left out: the path of a file shows nothing on another
     * machine, and reveals the names of the user's folders.
     *
     * @param author the author
     * @return the portrait
     */
    public static Portrait of(Author author) {
        String photo = author.picture()
                .filter(address -> "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme()))
                .map(Object::toString)
                .orElse(null);
        String name = Markdown.oneLine(author.name());
        String shown = name.isEmpty() ? "@" + Markdown.oneLine(author.handle()) : name;
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

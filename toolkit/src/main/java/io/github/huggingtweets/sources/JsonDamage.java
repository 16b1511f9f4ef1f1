package io.github.huggingtweets.sources;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * What is wrong with JSON that could not be parsed, in words for a message.
 *
 * @param what what is wrong, such as {@code is cut off}, to follow the name of a file or line
 * @param detail the message of Jackson, or an empty text if that would add nothing
 */
public record JsonDamage(String what, String detail) {

    /** What Jackson says of a bracket that does not fit: where the other one is, in words that name its own settings. */
    private static final Pattern OTHER_BRACKET = Pattern.compile(" \\(for \\w+ starting at .*\\)$");
    private static final String NOT_UTF8 = "holds bytes that are not UTF-8";

    /**
     * Finds out what an exception of Jackson means. Most kinds have no type of their own, so their messages decide.
     *
     * @param failure the exception that a parser threw
     * @return what is wrong
     */
    public static JsonDamage of(IOException failure) {
        String message = failure instanceof JsonProcessingException e ? e.getOriginalMessage() : failure.getMessage();
        if (message.startsWith("Unexpected end-of-input")) {
            return new JsonDamage("is cut off", "");
        }
        if (failure instanceof CharConversionException || message.startsWith("Invalid UTF-8")) {
            return new JsonDamage(NOT_UTF8, "");
        }
        return new JsonDamage("is not valid JSON", OTHER_BRACKET.matcher(message).replaceFirst(""));
    }

    /** {@return whether the bytes are not UTF-8} */
    public boolean isNotUtf8() {
        return what.equals(NOT_UTF8);
    }

    /** {@return whether the JSON ends too early} */
    public boolean isCutOff() {
        return what.equals("is cut off");
    }
}

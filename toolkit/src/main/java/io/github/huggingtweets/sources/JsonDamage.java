package io.github.huggingtweets.sources;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.CharConversionException;
import java.io.IOException;

/**
 * What is wrong with JSON that could not be parsed, as messages say it.
 *
 * @param what what is wrong, as in {@code is cut off}, to be put behind the name of a file or line
 * @param detail what exactly Jackson met, or an empty text where that would add nothing
 */
public record JsonDamage(String what, String detail) {

    /**
     * Tells what an exception of Jackson means. Most have no type of their own, so their messages tell.
     *
     * @param failure what a parser has thrown
     * @return what is wrong
     */
    public static JsonDamage of(IOException failure) {
        String message = failure instanceof JsonProcessingException e ? e.getOriginalMessage() : failure.getMessage();
        if (message.startsWith("Unexpected end-of-input")) {
            return new JsonDamage("is cut off", "");
        }
        if (failure instanceof CharConversionException || message.startsWith("Invalid UTF-8")) {
            return new JsonDamage("holds bytes that are not UTF-8", "");
        }
        return new JsonDamage("is not valid JSON", message);
    }

    /** {@return whether the JSON ends too early} */
    public boolean isCutOff() {
        return what.equals("is cut off");
    }
}

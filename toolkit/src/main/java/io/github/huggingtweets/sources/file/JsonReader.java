package io.github.huggingtweets.sources.file;

import java.io.IOException;

/**
 * Reads JSON part by part, from the beginning to the end. Of each value, first its {@link #kind} is known. Then an object or a list
 * is gone through, or it is {@link #skip skipped}; the text of any other value may be asked for.
 */
abstract class JsonReader {

    /** What a value is. */
    enum Kind {
        OBJECT,
        LIST,
        TEXT,
        /** A number with a fraction or an exponent. */
        FRACTION,
        /** A null, or a number that is none. */
        NOTHING,
        /** A whole number, true or false. */
        OTHER;

        /** {@return whether it holds no other values} */
        boolean isScalar() {
            return this != OBJECT && this != LIST;
        }
    }

    /**
     * Goes to the next value that stands in no other one.
     *
     * @return whether there is one
     */
    abstract boolean nextValue() throws IOException;

    /**
     * Goes to the value of the next field of the object that is gone through.
     *
     * @param object the place of that object
     * @param previous its field before, or null at its beginning
     * @return the field; null at the end of the object
     */
    abstract JsonField nextField(JsonField object, JsonField previous) throws IOException;

    /**
     * Goes to the next element of the list that is gone through.
     *
     * @return whether there is one
     */
    abstract boolean nextElement() throws IOException;

    /** {@return what the value is} */
    abstract Kind kind() throws IOException;

    /** {@return the text of a value that is neither an object nor a list: a string decoded, all else as it is written} */
    abstract String text() throws IOException;

    /** Goes to the end of the value. */
    abstract void skip() throws IOException;

    /**
     * Finds a text in the object that begins here. Afterwards the object is gone through; that field is no longer there if it is
     * the first one.
     *
     * @param object the place of the object
     * @param name the name of the field that holds the text
     * @return the text, or an empty text if there is none
     */
    abstract String find(JsonField object, String name) throws IOException;

    /** {@return the number of the line that is read, from 1} */
    abstract long line();
}

package io.github.huggingtweets.originality;

import java.util.Arrays;

/**
 * Numbers different words from 1 on. Words that are the same in folded case have one number. It is a hash table with open
 * addressing that looks up parts of texts without copying them, since millions of words have few different ones.
 */
final class Vocabulary {

    /** The number of a word that is not known. */
    static final int UNKNOWN = 0;

    private String[] words = new String[1 << 10]; // by their numbers, in folded case
    private long[] table = new long[1 << 11]; // hash in the upper half, number in the lower one; 0 if free
    private int size;

    /** {@return the number of different words, which is the greatest number of a word} */
    int size() {
        return size;
    }

    /** {@return the number of the word from one place of a text to another, exclusive, or {@link #UNKNOWN}} */
    int number(String text, int start, int end) {
        String folded = folded(text, start, end);
        return folded == null ? number(text, start, end, hash(text, start, end))
                : number(folded, 0, folded.length(), hash(folded, 0, folded.length()));
    }

    /** {@return the number of the word from one place of a text to another, exclusive; the next number if it is new} */
    int add(String text, int start, int end) {
        String folded = folded(text, start, end);
        return folded == null ? add(text, start, end, hash(text, start, end))
                : add(folded, 0, folded.length(), hash(folded, 0, folded.length()));
    }

    /** {@return the word in folded case, or null if it has only characters of ASCII, which need no copy} */
    private static String folded(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) >= 0x80) {
                return WordCutter.fold(text.substring(start, end));
            }
        }
        return null;
    }

    private int add(String text, int start, int end, int hash) {
        int known = number(text, start, end, hash);
        if (known != UNKNOWN) {
            return known;
        }
        if (++size == words.length) {
            words = Arrays.copyOf(words, 2 * size);
            long[] smaller = table;
            table = new long[4 * size];
            for (long entry : smaller) {
                if (entry != 0) {
                    table[free((int) (entry >>> 32))] = entry;
                }
            }
        }
        words[size] = WordCutter.fold(text.substring(start, end));
        table[free(hash)] = (long) hash << 32 | size;
        return size;
    }

    private int free(int hash) {
        int slot = hash & table.length - 1;
        while (table[slot] != 0) {
            slot = slot + 1 & table.length - 1;
        }
        return slot;
    }

    private int number(String text, int start, int end, int hash) {
        for (int slot = hash & table.length - 1; table[slot] != 0; slot = slot + 1 & table.length - 1) {
            if (table[slot] >>> 32 == Integer.toUnsignedLong(hash) && isSame(words[(int) table[slot]], text, start, end)) {
                return (int) table[slot];
            }
        }
        return UNKNOWN;
    }

    private static boolean isSame(String word, String text, int start, int end) {
        if (word.length() != end - start) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (word.charAt(i - start) != lowerCase(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int hash(String text, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + lowerCase(text.charAt(i));
        }
        hash *= 0x9E3779B9; // so that also the lower bits depend on all characters
        return hash ^ hash >>> 15;
    }

    private static char lowerCase(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}

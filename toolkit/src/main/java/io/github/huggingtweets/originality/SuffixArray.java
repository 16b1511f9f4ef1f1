package io.github.huggingtweets.originality;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * All suffixes of several sequences of numbers in the order of their numbers, so that the suffixes that begin with the same
 * numbers stand side by side. The sequences stand in one array, with {@value #END} after each. No suffix goes beyond its end.
 */
final class SuffixArray {

    /** What stands after each sequence. All other numbers are greater. */
    static final int END = 0;

    private static final int SMALL = 12;

    private final int[] numbers;
    private final int[] suffixes;
    private final int[] firsts; // of each number, where the suffixes that begin with it begin

    /**
     * Sorts the suffixes.
     *
     * @param numbers the sequences, each followed by {@link #END}
     * @param greatest the greatest number in them
     */
    SuffixArray(int[] numbers, int greatest) {
        this.numbers = numbers;
        firsts = new int[greatest + 2];
        for (int number : numbers) {
            firsts[number + 1]++;
        }
        firsts[END + 1] = 0; // an end is no suffix
        Arrays.parallelPrefix(firsts, Integer::sum);
        suffixes = new int[firsts[greatest + 1]];
        int[] free = firsts.clone();
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] != END) {
                suffixes[free[numbers[i]]++] = i;
            }
        }
        IntStream.rangeClosed(1, greatest).parallel().forEach(number -> sort(firsts[number], firsts[number + 1], 1));
    }

    /** Suffixes from one place of the array to another, exclusive, that begin with the same numbers. */
    record Range(int from, int to) {
        boolean isEmpty() {
            return from >= to;
        }
    }

    /** {@return the suffixes that begin with a number} */
    Range beginningWith(int number) {
        return new Range(firsts[number], firsts[number + 1]);
    }

    /** {@return those suffixes of a range that have a number at an index, where all of them are the same before it} */
    Range narrow(Range range, int index, int number) {
        int from = first(range.from(), range.to(), index, number);
        return new Range(from, first(from, range.to(), index, number + 1));
    }

    private int first(int from, int to, int index, int least) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (numbers[suffixes[middle] + index] < least) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** {@return where the suffixes of a range begin in the array of numbers} */
    IntStream in(Range range) {
        return Arrays.stream(suffixes, range.from(), range.to());
    }

    /** Sorts suffixes that are the same before an index: three-way radix quicksort (Bentley and Sedgewick 1997). */
    private void sort(int start, int end, int sameBefore) {
        int from = start;
        int to = end;
        int index = sameBefore;
        while (to - from > 1) {
            if (to - from <= SMALL) {
                insertionSort(from, to, index);
                return;
            }
            int pivot = median(number(from, index), number((from + to) >>> 1, index), number(to - 1, index));
            int less = from;
            int greater = to;
            for (int i = from; i < greater;) {
                int number = number(i, index);
                if (number < pivot) {
                    swap(less++, i++);
                } else if (number > pivot) {
                    swap(--greater, i);
                } else {
                    i++;
                }
            }
            // the largest part is sorted by this loop, so that the recursion is never deep
            int equal = greater - less;
            if (pivot == END) { // those that end here are the same, and none is less
                from = greater;
            } else if (equal >= less - from && equal >= to - greater) {
                sort(from, less, index);
                sort(greater, to, index);
                from = less;
                to = greater;
                index++;
            } else {
                sort(less, greater, index + 1);
                boolean fewerLess = less - from < to - greater;
                sort(fewerLess ? from : greater, fewerLess ? less : to, index);
                from = fewerLess ? greater : from;
                to = fewerLess ? to : less;
            }
        }
    }

    private int number(int place, int index) {
        return numbers[suffixes[place] + index];
    }

    private static int median(int a, int b, int c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private void swap(int a, int b) {
        int suffix = suffixes[a];
        suffixes[a] = suffixes[b];
        suffixes[b] = suffix;
    }

    private void insertionSort(int from, int to, int sameBefore) {
        for (int i = from + 1; i < to; i++) {
            int suffix = suffixes[i];
            int place = i;
            while (place > from && isLess(suffix, suffixes[place - 1], sameBefore)) {
                suffixes[place] = suffixes[place - 1];
                place--;
            }
            suffixes[place] = suffix;
        }
    }

    private boolean isLess(int suffix, int other, int sameBefore) {
        int index = sameBefore;
        while (numbers[suffix + index] == numbers[other + index] && numbers[suffix + index] != END) {
            index++;
        }
        return numbers[suffix + index] < numbers[other + index];
    }
}

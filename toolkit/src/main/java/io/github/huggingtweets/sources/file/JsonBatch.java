package io.github.huggingtweets.sources.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Some lines of a file that are parsed together, and what they hold. */
final class JsonBatch implements TweetReceiver {

    /** In bytes. Parsing so many takes some milliseconds, much longer than handing them to another thread. */
    private static final int ENOUGH = 1 << 19;

    /** A line, whose bytes are null if it is too long. */
    record Line(long number, byte[] bytes) {}

    private final List<Line> lines = new ArrayList<>();
    private final List<Found> found = new ArrayList<>();
    private int size;

    /** A tweet or, if there are no fields, what is wrong with a line. */
    private record Found(long line, FieldValues fields, BrokenLineException damage) {}

    /** Adds the current line of a file. */
    void add(JsonLines line) {
        byte[] bytes =
                line.isTooLong() ? null : Arrays.copyOfRange(line.bytes(), line.start(), line.start() + line.length());
        lines.add(new Line(line.number(), bytes));
        size += bytes == null ? 0 : bytes.length;
    }

    boolean isFull() {
        return size >= ENOUGH;
    }

    /** {@return the number of bytes of its lines} */
    int size() {
        return size;
    }

    List<Line> lines() {
        return lines;
    }

    @Override
    public void add(FieldValues fields, long line) {
        found.add(new Found(line, fields.copy(), null));
    }

    @Override
    public void broken(long line, BrokenLineException damage) {
        found.add(new Found(line, null, damage));
    }

    /** Hands over what was found in the lines, in their order. */
    void handOver(TweetReceiver receiver) {
        for (Found each : found) {
            if (each.fields == null) {
                receiver.broken(each.line, each.damage);
            } else {
                receiver.add(each.fields, each.line);
            }
        }
    }
}

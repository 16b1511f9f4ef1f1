package io.github.huggingtweets.sources.file;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the counts of a file, such as likes. {@code 24.591} is a fraction in some countries and 24,591 in others; what a point
 * means is known if the user says so, if the columns are separated by semicolons, if dates have points, or after the first number
 * that is possible in one way only.
 */
final class FileNumbers {

    /** What a point in a number means. */
    private enum Point {
        UNKNOWN,
        THOUSANDS,
        FRACTION
    }

    private static final Pattern OPEN = Pattern.compile("[1-9]\\d{0,2}\\.\\d{3}");
    private static final Pattern POINTS = Pattern.compile("([1-9]\\d{0,2}(?:\\.\\d{3})+)(?:,\\d+)?");
    private static final Pattern SEVERAL_POINTS = Pattern.compile("\\d{1,3}(?:\\.\\d{3}){2,}(?:,\\d+)?|\\d{1,3}\\.\\d{3},\\d+");
    private static final Pattern FRACTION_AFTER_POINT = Pattern.compile(
            "(?:0\\d*|\\d{4,}|\\d{1,3}(?:,\\d{3})+)\\.\\d+|\\d{1,3}\\.(?!\\d{3}$)\\d+");
    private static final Pattern FRACTION_AFTER_COMMA = Pattern.compile("(\\d+),(?!\\d{3}$)\\d+");
    /** Thousands may be separated by commas, apostrophes or spaces, also by those that do not break a line. */
    private static final Pattern COUNT = Pattern.compile(
            "(\\d+|\\d{1,3}(?:([,'\u2019 \u00A0\u2009\u202F])\\d{3}(?:\\2\\d{3})*))(\\.\\d+)? ?([KkMm]?)");
    /** Some tools write -1 for an unknown number. */
    private static final Pattern NEGATIVE = Pattern.compile("-\\d+(?:[.,]0+)?");

    private Point point = Point.UNKNOWN;

    /** @param thousands what separates thousands, a point or a comma, or 0 if that is not known */
    FileNumbers(char thousands) {
        point = thousands == '.' ? Point.THOUSANDS : thousands == ',' ? Point.FRACTION : Point.UNKNOWN;
    }

    /** Notes that the file is written as in countries where a comma begins a fraction, unless the file has shown otherwise. */
    void pointsAreThousands() {
        point = point == Point.UNKNOWN ? Point.THOUSANDS : point;
    }

    /**
     * {@return whether a number can't be read yet, because it is not known what a point in it means}
     *
     * <p>A number that is possible in one way only decides that for all other numbers.
     */
    boolean isOpen(String given) {
        if (point != Point.UNKNOWN || given.indexOf('.') < 0) {
            return false;
        }
        String text = given.strip();
        if (SEVERAL_POINTS.matcher(text).matches()) {
            point = Point.THOUSANDS;
        } else if (FRACTION_AFTER_POINT.matcher(text).matches()) {
            point = Point.FRACTION;
        }
        return point == Point.UNKNOWN && OPEN.matcher(text).matches();
    }

    boolean isDecided() {
        return point != Point.UNKNOWN;
    }

    /** {@return the columns, with what separates thousands if it is known} */
    FileColumns addTo(FileColumns columns) {
        return point == Point.UNKNOWN ? columns : columns.thousands(point == Point.THOUSANDS ? '.' : ',');
    }

    /**
     * Reads a count.
     *
     * @param given the number, which is not {@link #isOpen open}
     * @param field what it counts
     * @return the count, without its fraction; empty if it is below 0 or if the file gives none
     * @throws BrokenLineException if it is not a number, or has more than 2,147,483,647
     */
    OptionalInt read(String given, TweetField field) throws BrokenLineException {
        String text = given.strip();
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(text);
            return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
        } catch (NumberFormatException e) {
            if (NEGATIVE.matcher(text).matches()) {
                return OptionalInt.empty();
            }
            BigDecimal number = number(text);
            if (number == null || number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
                throw new BrokenLineException("has \"%s\" where it counts the %s, which is not a number of them"
                        .formatted(BrokenLineException.shortened(given), field.name().toLowerCase(Locale.ROOT)), e);
            }
            return OptionalInt.of(number.intValue());
        }
    }

    /** {@return the number, or null if the text is none} */
    private BigDecimal number(String text) {
        if (point == Point.THOUSANDS) {
            Matcher parts = POINTS.matcher(text);
            if (parts.matches()) {
                return new BigDecimal(parts.group(1).replace(".", ""));
            }
            parts = FRACTION_AFTER_COMMA.matcher(text);
            if (parts.matches()) {
                return new BigDecimal(parts.group(1));
            }
        }
        Matcher parts = COUNT.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        String digits = parts.group(1).replaceAll("\\D", "") + (parts.group(3) == null ? "" : parts.group(3));
        return new BigDecimal(digits).movePointRight(switch (parts.group(4).toLowerCase(Locale.ROOT)) {
            case "k" -> 3;
            case "m" -> 6;
            default -> 0;
        });
    }
}

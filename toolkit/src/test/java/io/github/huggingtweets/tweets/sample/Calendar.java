package io.github.huggingtweets.tweets.sample;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** The times of tweets: more in summer and before Christmas, on quiet weekdays, and early in the morning. */
final class Calendar {

    /** The account's first day. */
    static final LocalDate FIRST = LocalDate.of(2020, 3, 2);
    /** The day on which the archive was made. */
    static final LocalDate LAST = LocalDate.of(2025, 2, 28);

    /** The first and the last day without a telephone line after the storm, when only the tweets of the chronicle are posted. */
    private static final LocalDate LINE_DOWN = LocalDate.of(2022, 2, 17);
    private static final LocalDate LINE_MENDED = LocalDate.of(2022, 3, 9);

    /** The weights of the months, January to December: the season at the coast. */
    private static final double[] MONTHS = {0.8, 0.6, 0.8, 1.0, 1.1, 1.3, 1.6, 1.8, 1.2, 0.9, 0.7, 1.4};
    /** The weights of the weekdays, Monday to Sunday: closed on Mondays, and no time on Saturdays. */
    private static final double[] WEEKDAYS = {1.5, 1.0, 1.0, 1.05, 0.9, 0.6, 0.95};
    /** The weights of the hours, from midnight to 11 pm. */
    private static final double[] HOURS = {
        0.1, 0, 0, 0, 0, 0.6, 3, 7, 5, 3, 2.5, 2, 1.5, 1.5, 2.5, 4, 3, 2, 2.5, 3, 4, 4, 2, 0.5};

    private final Random random;

    Calendar(Random random) {
        this.random = random;
    }

    /**
     * {@return times of posting, all different, in order}
     *
     * @param count the number of times
     * @param taken times that must not be used again
     */
    List<Instant> times(int count, Collection<Instant> taken) {
        NavigableMap<Double, LocalDate> days = days();
        NavigableMap<Double, Integer> hours = hours();
        TreeSet<Instant> times = new TreeSet<>();
        while (times.size() < count) {
            Instant time = draw(days).atTime(draw(hours), random.nextInt(60), random.nextInt(60)).toInstant(ZoneOffset.UTC);
            if (!taken.contains(time)) {
                times.add(time);
            }
        }
        return new ArrayList<>(times);
    }

    /** {@return how well known the account is at a time, from 0, when nobody reads it, to 1} */
    static double fame(Instant time) {
        double days = ChronoUnit.DAYS.between(FIRST, LocalDate.ofInstant(time, ZoneOffset.UTC));
        return Math.min(1, Math.max(0.02, days / ChronoUnit.DAYS.between(FIRST, LAST)));
    }

    private NavigableMap<Double, LocalDate> days() {
        NavigableMap<Double, LocalDate> days = new TreeMap<>();
        double total = 0;
        // the first day and the last belong to the chronicle
        for (LocalDate day = FIRST.plusDays(1); day.isBefore(LAST); day = day.plusDays(1)) {
            // the number of tweets differs from day to day
            double mood = 0.25 + 3 * random.nextDouble() * random.nextDouble();
            if (day.isBefore(LINE_DOWN) || day.isAfter(LINE_MENDED)) {
                total += mood * year(day) * MONTHS[day.getMonthValue() - 1] * WEEKDAYS[day.getDayOfWeek().getValue() - 1];
                days.put(total, day);
            }
        }
        return days;
    }

    /** {@return the weight of a day: it rises until the fourth year} */
    private static double year(LocalDate day) {
        return switch (day.getYear()) {
            case 2020 -> 0.6;
            case 2021 -> 0.9;
            case 2022 -> 1.0;
            case 2023 -> 1.3;
            default -> 1.1;
        };
    }

    private static NavigableMap<Double, Integer> hours() {
        NavigableMap<Double, Integer> hours = new TreeMap<>();
        double total = 0;
        for (int hour = 0; hour < HOURS.length; hour++) {
            if (HOURS[hour] > 0) {
                total += HOURS[hour];
                hours.put(total, hour);
            }
        }
        return hours;
    }

    private <T> T draw(NavigableMap<Double, T> byUpperBound) {
        return byUpperBound.higherEntry(random.nextDouble() * byUpperBound.lastKey()).getValue();
    }
}

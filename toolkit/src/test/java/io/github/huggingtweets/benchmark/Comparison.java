package io.github.huggingtweets.benchmark;

import java.util.List;

/**
 * One piece of work, done by several programs in turn.
 *
 * @param work what was done
 * @param amount how much of it
 * @param unit what the amount counts
 * @param programs what each needed; the first is what the others are compared with
 */
record Comparison(String work, double amount, String unit, List<Measured> programs) {}

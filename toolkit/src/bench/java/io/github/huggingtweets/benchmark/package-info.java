/**
 * Measures how fast the toolkit is, beside the programs that one would otherwise take: what {@code ./lab bench} runs. Those
 * that are compared take turns, so that what else the machine does slows both.
 */
package io.github.huggingtweets.benchmark;

/**
 * Measures how fast the toolkit is, beside the programs that one would use otherwise: {@code ./lab bench} runs this. Programs
 * that are compared take turns, so that other load on the machine slows all of them alike.
 */
package io.github.huggingtweets.benchmark;

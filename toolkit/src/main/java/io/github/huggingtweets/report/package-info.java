/**
 * What a bot can do and where it copies: plain data that is shown, drawn and kept in {@code report.json}. Begin with
 * {@link io.github.huggingtweets.report.Report}; a bot makes it.
 *
 * <p>Knows {@code drawing} and {@code sources}, and neither models nor tweets.
 */
package io.github.huggingtweets.report;

/**
 * What of other people a corpus need not hold: their e-mail addresses, telephone numbers and handles.
 *
 * <p>Knows no other package.
 */
package io.github.huggingtweets.corpus.redaction;

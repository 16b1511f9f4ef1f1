/**
 * The X API: an account's tweets through version 2, or through version 1.1 for those who still have it. The requests are made and
 * signed by twitter4j; the keys come from the person's environment or {@code twitter4j.properties}, and go nowhere else.
 */
package io.github.huggingtweets.sources.x;

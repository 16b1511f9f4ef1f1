/** The archive that X hands out to a person, of every generation. */
package io.github.huggingtweets.sources.archive;

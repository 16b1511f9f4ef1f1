/** The search for the settings that train the best bot. */
package io.github.huggingtweets.training.search;

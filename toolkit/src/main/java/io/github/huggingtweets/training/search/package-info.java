/**
 * The search for the settings that train the best bot. Begin with
 * {@link io.github.huggingtweets.training.search.RandomSearch}; it trains through {@code FineTuner}, as a user does, and stands
 * apart since no training needs it.
 */
package io.github.huggingtweets.training.search;

/**
 * Fine-tuning: from a corpus to a bot. Begin with {@link io.github.huggingtweets.training.FineTuner}, which a user calls, and its
 * settings, {@link io.github.huggingtweets.training.HyperParameters}. {@code FineTuning} is one training from the tweets to the
 * bot,
 * {@code TrainingLoop} its steps, {@code Checkpoints} the files from which it can be resumed.
 *
 * <p>Knows {@code corpus}, {@code gpt2}, {@code bot} and {@code progress}.
 */
package io.github.huggingtweets.training;

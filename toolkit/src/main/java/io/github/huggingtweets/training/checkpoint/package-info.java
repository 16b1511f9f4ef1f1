/** What a training keeps on disk, so that it can go on after a crash. */
package io.github.huggingtweets.training.checkpoint;

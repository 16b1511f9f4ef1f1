/** What {@code ./lab bench spark} submits to a cluster. */
package io.github.huggingtweets.spark.benchmark;

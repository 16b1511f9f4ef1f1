/** How fast the toolkit reads, cleans and counts the tweets of many accounts on Apache Spark. */
package io.github.huggingtweets.benchmark.lake;

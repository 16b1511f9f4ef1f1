/** How the toolkit shows progress outside notebooks. Knows no other package. */
package io.github.huggingtweets.progress;

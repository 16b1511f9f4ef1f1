/** From the bytes of a file to its characters: what is packed, in which encoding, and where a line begins. */
package io.github.huggingtweets.tweets.file.content;

/** What the columns of a file mean, whatever the file is, and how tweets and their authors are made of them. */
package io.github.huggingtweets.tweets.file.fields;

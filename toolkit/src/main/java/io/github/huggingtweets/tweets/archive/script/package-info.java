/**
 * What stands in the files of an archive: JavaScript that assigns JSON to a variable, and numbers and times that are written as
 * texts. Each failure names the file, the line or the object, and what to do.
 */
package io.github.huggingtweets.tweets.archive.script;

package io.github.huggingtweets.tweets.download.http;

import java.io.IOException;

/** A server sends more than any of its answers can have. */
final class TooLongException extends IOException {}

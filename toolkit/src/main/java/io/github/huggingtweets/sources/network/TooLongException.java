package io.github.huggingtweets.sources.network;

import java.io.IOException;

/** A server sends more than any of its answers can have. */
final class TooLongException extends IOException {}

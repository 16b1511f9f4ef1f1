package io.github.huggingtweets.sources.x;

/** The versions of the X API. */
enum ApiVersion {
    V2,
    V1
}

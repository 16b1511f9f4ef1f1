/** What PyTorch says when a device has no memory left, in words that tell what to do. */
package io.github.huggingtweets.gpt2.memory;

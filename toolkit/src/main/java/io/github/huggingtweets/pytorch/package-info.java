/**
 * PyTorch's native library: where it is on this machine, and what is set before it loads.
 *
 * <p>Everything that computes begins with {@link io.github.huggingtweets.pytorch.PyTorch}. The library is a file for each kind of
 * machine, which build tools and notebooks resolve in different ways or not at all, so the toolkit does not depend on it. It is
 * looked for when it is needed: in what the variable {@code PYTORCH_LIBRARY_PATH} names, on the class path, in DJL's cache, and
 * in the local Maven repository; otherwise it is downloaded from Maven Central. The package knows DJL, and no model.
 */
package io.github.huggingtweets.pytorch;

/** White space as Python sees it, and words joined by one space: what cleaning is made of. */
package io.github.huggingtweets.corpus.cleaning;

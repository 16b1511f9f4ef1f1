/** How texts are made with a model: which token comes next, and several texts going on at once. */
package io.github.huggingtweets.gpt2.generation;

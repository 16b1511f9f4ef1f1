/**
 * Records trainings where other programs show them. {@link io.github.huggingtweets.tracking.EventFile} writes what TensorBoard reads.
 *
 * <p>It knows plain data only: names, numbers and files.
 */
package io.github.huggingtweets.tracking;

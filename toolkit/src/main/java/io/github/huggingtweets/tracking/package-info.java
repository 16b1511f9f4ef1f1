/**
 * Records trainings with services such as MLflow, and in files that TensorBoard reads.
 *
 * <p>A {@link io.github.huggingtweets.tracking.TrackedRun} is a sequence of events, each one line of JSON ({@code Event}). They are
 * written to an {@code Outbox} on the disk, one for each {@link io.github.huggingtweets.tracking.Tracker} of the run. A
 * {@code Delivery} hands them to the {@code Sender} of the tracker's {@code Service}, in order, on a thread of its own, and notes what
 * was sent. A service that is slow or down neither slows nor ends a training, and a program that is killed loses nothing: what is in
 * an outbox is sent when a tracker for the service is next used.
 *
 * <p>The package knows neither tweets nor bots: what is recorded comes as names, numbers, texts and files. A new service is a class
 * that implements {@code Service} and one that implements {@code Sender}, and a factory method of {@code Tracker}.
 *
 * <p>MLflow is spoken to over its REST API, and not through its Java client: the newest one on Maven Central is 2.17.2 while the server
 * is at 3.17, so it knows no logged models, which carry the lineage; it has no call for the inputs of a run that are models; it uploads
 * artifacts by a Python program; and it would bring an HTTP client with proxies and time limits of its own.
 *
 * <p>{@link io.github.huggingtweets.tracking.EventFile} writes what TensorBoard reads.
 */
package io.github.huggingtweets.tracking;

package io.github.huggingtweets.tracking;

import io.github.huggingtweets.http.CacheLocation;
import io.github.huggingtweets.progress.ProgressListener;
import java.net.URI;
import java.nio.file.Path;

/**
 * A service that records trainings: settings, losses, models, and the tweets that the bot writes afterwards.
 *
 * <pre>{@code FineTuner.on(corpus).track(Tracker.mlflow()).train();}</pre>
 *
 * <p>Everything goes through an outbox on the disk and is sent in the background. So a service that is slow or down neither slows nor
 * ends a training. What it did not take is kept, in the folder {@code tracking} of the toolkit's cache, and sent when it answers again,
 * or when a tracker for it is next used.
 *
 * <p>Of the tweets, only their number and a checksum are sent, unless {@link #withTweets} asks for more. The fine-tuned model is sent,
 * and so are the tweets that it writes.
 */
public final class Tracker {

    private final Service service;
    private final boolean takesTweets;
    private final Path cache;

    private Tracker(Service service, boolean takesTweets, Path cache) {
        this.service = service;
        this.takesTweets = takesTweets;
        this.cache = cache;
    }

    /** {@return a tracker that sends to a service} */
    static Tracker of(Service service) {
        return new Tracker(service, false, CacheLocation.standard());
    }

    /**
     * Records with the MLflow server that the environment variable {@code MLFLOW_TRACKING_URI} names.
     *
     * @return the tracker
     * @throws IllegalArgumentException if the variable is not set, or is not the address of a server
     * @see #mlflow(URI)
     */
    public static Tracker mlflow() {
        return of(Mlflow.of(System.getenv()));
    }

    /**
     * Records with an MLflow server. Runs belong to the experiment that {@code MLFLOW_EXPERIMENT_NAME} names, by default
     * {@code huggingtweets}. {@code MLFLOW_TRACKING_USERNAME} and {@code MLFLOW_TRACKING_PASSWORD}, or
     * {@code MLFLOW_TRACKING_TOKEN}, log in.
     *
     * @param address the address of the server, such as {@code http://localhost:5000}
     * @return the tracker
     * @throws IllegalArgumentException if it is not the address of a server
     */
    public static Tracker mlflow(URI address) {
        return of(Mlflow.at(address.toString(), "The address", System.getenv()));
    }

    /**
     * Records trainings with <a href="https://docs.wandb.ai">Weights &amp; Biases</a>, through its Python client, which the toolkit
     * installs in the background when it first needs it (300 MB; {@code HUGGINGTWEETS_PYTHON} names a Python that has {@code wandb} and
     * {@code trackio} already). The variables of the client apply: {@code WANDB_API_KEY}, or what {@code wandb login} stored;
     * {@code WANDB_ENTITY}, {@code WANDB_BASE_URL}, {@code WANDB_DIR}. With {@code WANDB_MODE=offline}, each run is a folder in
     * {@code wandb} for {@code wandb sync}; there, artifacts name their inputs in their metadata only.
     *
     * @param project the project that the runs belong to
     * @return the tracker
     * @throws IllegalArgumentException if a project cannot have this name
     */
    public static Tracker wandb(String project) {
        return of(new PythonService(PythonService.Client.WANDB, project, PythonProgram.shared()));
    }

    /**
     * Records trainings with <a href="https://huggingface.co/docs/trackio">Trackio</a>, through its Python client, which the toolkit
     * installs as {@linkplain #wandb that of Weights &amp; Biases}. Runs are in a database in {@code TRACKIO_DIR}, by default
     * {@code ~/.cache/huggingface/trackio}, and {@code trackio show} shows them; {@code TRACKIO_SPACE_ID} or {@code TRACKIO_SERVER_URL}
     * name a place elsewhere.
     *
     * @param project the project that the runs belong to
     * @return the tracker
     * @throws IllegalArgumentException if a project cannot have this name
     */
    public static Tracker trackio(String project) {
        return of(new PythonService(PythonService.Client.TRACKIO, project, PythonProgram.shared()));
    }

    /**
     * Sends the tweets, too: as they were downloaded, and as the model learns them.
     *
     * @return a tracker that sends tweets
     */
    public Tracker withTweets() {
        return new Tracker(service, true, cache);
    }

    /**
     * Chooses where to keep what is not sent; by default where downloaded tweets are kept, too.
     *
     * @param folder the folder of the cache, in which a folder {@code tracking} is made
     * @return a tracker with this cache
     */
    public Tracker cacheIn(Path folder) {
        return new Tracker(service, takesTweets, folder);
    }

    /**
     * Sends now what this service did not take before, and waits until everything is sent.
     *
     * @throws TrackingException if something cannot be sent; it is kept
     * @throws java.util.concurrent.CancellationException if the thread is interrupted; what is not sent is kept
     */
    public void send() {
        Leftovers.of(this).send(ProgressListener.standard());
    }

    Service service() {
        return service;
    }

    boolean takesTweets() {
        return takesTweets;
    }

    /** {@return the folder with the outboxes of the runs that go to this service} */
    Path outboxes() {
        return cache.resolve("tracking").resolve(service.folder());
    }

    /** {@return the name of the service} */
    @Override
    public String toString() {
        return service.name();
    }
}

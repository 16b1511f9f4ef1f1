package io.github.huggingtweets.tracking;

import io.github.huggingtweets.tracking.PythonService.Client;
import java.nio.file.Path;
import java.util.List;

/** A program that records a training with both clients, and is killed in the middle of it. */
final class TrackingUntilKilled {

    static final int STEPS = 300;
    static final String READY = "300 steps are sent";

    private TrackingUntilKilled() {}

    /** @param arguments the folder, and the id of the run */
    public static void main(String[] arguments) throws Exception {
        PythonClients clients = new PythonClients(Path.of(arguments[0])).with("WANDB_MODE", "offline");
        TrackedRun run = PythonClients.begin(arguments[1], clients.tracker(Client.WANDB), clients.tracker(Client.TRACKIO));
        PythonClients.steps(run, 1, STEPS);
        PythonClients.expectSent(run);
        System.out.println(READY);
        Thread.sleep(600_000);
        throw new AssertionError(List.of("not killed"));
    }
}

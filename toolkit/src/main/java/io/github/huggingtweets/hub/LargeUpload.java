package io.github.huggingtweets.hub;

import io.github.huggingtweets.http.Pause;
import io.github.huggingtweets.http.Retries;
import io.github.huggingtweets.progress.TransferMeter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A large file on its way to the storage, as the Hub has told. It remembers the parts that have arrived, so that it can be
 * continued as long as the program runs; the protocol gives no way to ask for them later.
 */
final class LargeUpload {

    /**
     * A request that Git LFS asks for.
     *
     * @param address where to
     * @param headers what the request must have
     */
    record Action(URI address, Map<String, String> headers) {}

    private final long partSize;
    private final List<Action> parts;
    private final Optional<URI> completion;
    private final Optional<Action> verification;
    private final List<String> arrived = new ArrayList<>();

    private LargeUpload(long partSize, List<Action> parts, Optional<URI> completion, Optional<Action> verification) {
        this.partSize = partSize;
        this.parts = parts;
        this.completion = completion;
        this.verification = verification;
    }

    /** {@return an upload by the transfer {@code basic}, which sends the file at once} */
    static LargeUpload whole(LocalFile file, Action action, Optional<Action> verification) {
        return new LargeUpload(file.size(), List.of(action), Optional.empty(), verification);
    }

    /**
     * {@return an upload by the transfer {@code multipart}}
     *
     * @param partSize the number of bytes of each part but the last
     * @param parts where each part goes
     * @param completion where to tell that all parts are there
     */
    static LargeUpload inParts(LocalFile file, long partSize, List<URI> parts, URI completion, Optional<Action> verification) {
        return new LargeUpload(partSize, parts.stream().map(address -> new Action(address, Map.of())).toList(),
                Optional.of(completion), verification);
    }

    /**
     * Sends what has not arrived yet.
     *
     * @param file the file, with the content for which the Hub gave its instructions
     * @param meter receives the bytes that have arrived
     * @throws HubException.Expired if the storage no longer takes this file by these instructions
     * @throws HubException if the Hub or its storage refuses, or cannot be reached
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    void run(UploadConnection connection, RepositoryId repository, LocalFile file, Retries retries, TransferMeter meter) {
        Consumer<Pause> pauses = pause -> meter.pause(pause.words());
        meter.resumeAt(Math.min(file.size(), arrived.size() * partSize));
        while (arrived.size() < parts.size()) {
            long begin = arrived.size() * partSize;
            long length = Math.min(partSize, file.size() - begin);
            Action part = parts.get(arrived.size());
            Optional<String> etag = retries.ask(() -> connection.store(repository, part, file, begin, length,
                    sent -> meter.at(begin + sent)), pauses);
            if (completion.isPresent() && etag.isEmpty()) {
                throw new HubException("%s, the storage of the Hub, does not name the part of %s that it got; push again"
                        .formatted(part.address().getHost(), file.name()));
            }
            arrived.add(etag.orElse(""));
        }
        completion.ifPresent(address -> retries.ask(() -> {
            connection.complete(repository, file, address, arrived);
            return true;
        }, pauses));
        verification.ifPresent(action -> retries.ask(() -> {
            connection.verify(repository, file, action);
            return true;
        }, pauses));
    }
}

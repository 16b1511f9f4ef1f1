package io.github.huggingtweets.gpt2;

import io.github.huggingtweets.hub.Hub;
import io.github.huggingtweets.hub.HubException;
import io.github.huggingtweets.hub.HubSettings;
import io.github.huggingtweets.hub.RepositoryId;
import io.github.huggingtweets.hub.Snapshot;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A pre-trained GPT-2: one in a folder, or one on the Hugging Face Hub, which is downloaded when it is needed. */
public final class Pretrained {

    private static final String CONFIG = "config.json";
    private static final String TOKENIZER = "tokenizer.json";
    /** The tokenizer as OpenAI published it. */
    private static final List<String> VOCABULARY_AND_MERGES = List.of("vocab.json", "merges.txt");
    private static final String GENERATION = "generation_config.json";
    private static final Pattern ONLY_A_PATH = Pattern.compile("[.~/].*|.*\\\\.*|.*/.*/.*|.*/");

    private final String name;
    private final Path folder;
    private final RepositoryId repository;

    private Pretrained(String name, Path folder, RepositoryId repository) {
        this.name = name;
        this.folder = folder;
        this.repository = repository;
    }

    /**
     * {@return the model in a folder}
     *
     * @param folder a folder in Hugging Face's layout
     */
    public static Pretrained of(Path folder) {
        return new Pretrained(folder.toAbsolutePath().normalize().getFileName().toString(), folder, null);
    }

    /**
     * {@return the model with a name}
     *
     * @param text the path of a folder in Hugging Face's layout; or, if there is no such folder, a name on the Hub such as
     *         {@code gpt2} or {@code huggingtweets/kirsten3531}, perhaps followed by {@code @} and a branch, a tag or a commit
     * @throws ModelException if it can only be the path of a folder, and there is no such folder
     * @throws IllegalArgumentException if neither a folder nor a model on the Hub can have this name
     */
    public static Pretrained of(String text) {
        if (isFolder(text)) {
            return of(Path.of(text));
        }
        if (ONLY_A_PATH.matcher(text.replaceFirst("@.*", "")).matches()) { // a branch may have slashes, such as refs/pr/1
            throw new ModelException("There is no model folder %s; check the path".formatted(text));
        }
        RepositoryId repository = RepositoryId.of(text);
        return new Pretrained(repository.toString(), null, repository);
    }

    private static boolean isFolder(String text) {
        try {
            return !text.isBlank() && Files.isDirectory(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** {@return the name of the model on the Hub, or the name of its folder} */
    public String name() {
        return name;
    }

    /**
     * Downloads the model if it is on the Hub and not in the cache. If a program was killed while it saved the model in its
     * folder, the saving is finished.
     *
     * @param further the names of more files to download, if the repository has them
     * @return a folder with its configuration, its weights, and its tokenizer if it has one
     * @throws HubException if it cannot be downloaded
     * @throws ModelException if the index of its weights is broken, or an interrupted saving cannot be finished
     * @throws java.util.concurrent.CancellationException if the thread is interrupted during the download
     */
    public Path folder(String... further) {
        if (repository != null) {
            return folder(Hub.standard(), further);
        }
        FolderUpdate.finish(folder);
        return folder;
    }

    /**
     * Finds the model without a download.
     *
     * @return a folder with its configuration and its weights
     * @throws HubException if it is on the Hub and not in the cache
     * @throws ModelException as {@link #folder}
     */
    public Path folderWithoutDownload() {
        if (repository == null) {
            return folder();
        }
        Map<String, String> offline = new HashMap<>(System.getenv());
        offline.put("HF_HUB_OFFLINE", "1");
        return folder(Hub.of(HubSettings.of(offline, Path.of(System.getProperty("user.home"))), progress -> {}));
    }

    /** Fetches only the files that are used, since many repositories hold the weights in several formats. */
    Path folder(Hub hub, String... further) {
        Snapshot snapshot = snapshot(hub);
        String weights = snapshot.firstOf(StoredWeights.FILES).orElseThrow(() -> snapshot.lacking(StoredWeights.FILES));
        List<String> files = new ArrayList<>(List.of(CONFIG));
        Optional<String> tokenizer = snapshot.firstOf(List.of(TOKENIZER, VOCABULARY_AND_MERGES.get(0)));
        tokenizer.ifPresent(first -> files.addAll(first.equals(TOKENIZER) ? List.of(TOKENIZER) : VOCABULARY_AND_MERGES));
        if (weights.endsWith(".json")) {
            files.addAll(StoredWeights.filesNamedBy(snapshot.fetch(List.of(weights)).resolve(weights)));
        }
        files.add(weights);
        if (!snapshot.has(files)) {
            Stream.concat(Stream.of(GENERATION), Stream.of(further)).map(List::of).map(snapshot::firstOf)
                    .flatMap(Optional::stream).forEach(file -> files.add(1, file));
        } else if (!repository.isCommit()) { // a commit in the cache needs no connection
            fetchIfPossible(snapshot, further); // Python downloads none of them
        }
        return snapshot.fetch(files);
    }

    private static void fetchIfPossible(Snapshot snapshot, String... further) {
        try {
            snapshot.fetch(Stream.of(further).map(List::of).map(snapshot::firstOf).flatMap(Optional::stream).toList());
        } catch (HubException e) {
            // the model in the cache works without
        }
    }

    private Snapshot snapshot(Hub hub) {
        try {
            return hub.snapshot(repository, CONFIG);
        } catch (HubException e) {
            if (name.contains("@")) {
                throw e;
            }
            // perhaps somebody meant a folder
            throw new HubException("%s. There is no folder %s on this machine either"
                    .formatted(e.getMessage(), Path.of(repository.name()).toAbsolutePath()), e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

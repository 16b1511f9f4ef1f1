package io.github.huggingtweets.gpt2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Weights in several files, with an index in JSON that says which file holds which tensor. Files are opened when needed. */
final class ShardedCheckpoint implements StoredWeights {

    private static final int MOST_BYTES = 10_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path index;
    private final Map<String, String> fileOf = new LinkedHashMap<>();
    private final Map<String, StoredWeights> opened = new LinkedHashMap<>();

    private ShardedCheckpoint(Path index) {
        this.index = index;
    }

    /**
     * Reads an index whose files must exist.
     *
     * @param index a file such as {@code model.safetensors.index.json}
     * @return the tensors that it lists
     * @throws ModelException if the index is broken, or one of its files is missing
     */
    static ShardedCheckpoint open(Path index) {
        ShardedCheckpoint checkpoint = read(index);
        for (String file : checkpoint.files()) {
            if (!Files.isRegularFile(index.resolveSibling(file))) {
                throw new ModelException("%s names the file %s, which is missing; fetch it, too".formatted(index, file));
            }
        }
        return checkpoint;
    }

    /**
     * Reads an index whose files need not exist.
     *
     * @throws ModelException if the index is broken
     */
    static ShardedCheckpoint read(Path index) {
        ShardedCheckpoint checkpoint = new ShardedCheckpoint(index);
        checkpoint.weightMap().properties().forEach(entry -> {
            String file = entry.getValue().asText();
            checkpoint.requireBeside(file);
            checkpoint.fileOf.put(entry.getKey(), file);
        });
        return checkpoint;
    }

    /** {@return the names of the files that hold the tensors} */
    Set<String> files() {
        return new LinkedHashSet<>(fileOf.values());
    }

    private JsonNode weightMap() {
        try {
            JsonNode map = JSON.readTree(SmallFile.read(index, MOST_BYTES)).path("weight_map");
            if (map.isObject()) {
                return map;
            }
            throw new ModelException("%s has no weight_map, which says which tensor is in which file; fetch it again"
                    .formatted(index));
        } catch (JsonProcessingException e) {
            throw new ModelException("%s is not valid JSON (line %d); fetch it again"
                    .formatted(index, e.getLocation() == null ? 1 : e.getLocation().getLineNr()), e);
        } catch (IOException e) {
            throw TensorFile.unreadable(index, e);
        }
    }

    private void requireBeside(String file) {
        boolean isName = !file.isEmpty() && !file.contains("/") && !file.contains("\\") && !file.equals("..");
        try {
            index.resolveSibling(file);
        } catch (InvalidPathException e) {
            isName = false;
        }
        if (!isName) {
            throw new ModelException("%s names the file '%s', which is not beside it; do not use this model"
                    .formatted(index, file));
        }
    }

    @Override
    public Set<String> names() {
        return fileOf.keySet();
    }

    @Override
    public Shape shape(String name) {
        return shard(name).shape(name);
    }

    @Override
    public NDArray read(String name, NDManager manager) {
        return shard(name).read(name, manager);
    }

    private StoredWeights shard(String tensor) {
        String file = fileOf.get(tensor);
        StoredWeights shard = opened.computeIfAbsent(file, name -> StoredWeights.open(index.resolveSibling(name)));
        if (!shard.names().contains(tensor)) {
            throw new ModelException("%s says that %s holds '%s', which it does not; use the files of one model"
                    .formatted(index, file, tensor));
        }
        return shard;
    }

    @Override
    public void close() {
        opened.values().forEach(StoredWeights::close);
    }

    @Override
    public String toString() {
        return index.toString();
    }
}

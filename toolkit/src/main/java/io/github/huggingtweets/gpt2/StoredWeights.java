package io.github.huggingtweets.gpt2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The tensors of a model in one or several files, by name. They are read on demand. */
interface StoredWeights extends AutoCloseable {

    /** The names of the files that {@link #in} looks for, in the order in which it prefers them. */
    List<String> FILES = List.of(
            "model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json");

    /**
     * Opens the weights in a folder in Hugging Face's layout.
     *
     * @param folder holds one of {@link #FILES}, and the files that it names
     * @return its tensors
     * @throws ModelException if there is no such file, or it is broken
     */
    static StoredWeights in(Path folder) {
        Path file = fileIn(folder);
        return isIndex(file) ? ShardedCheckpoint.open(file) : open(file);
    }

    /**
     * {@return the first of {@link #FILES} in a folder}
     *
     * @throws ModelException if there is none
     */
    static Path fileIn(Path folder) {
        return FILES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst()
                .orElseThrow(() -> new ModelException(
                        "%s holds no weights; put one of these files there: %s".formatted(folder, String.join(", ", FILES))));
    }

    /**
     * Lists the other files that a file of weights needs.
     *
     * @param file one of {@link #FILES}
     * @return if it is an index, the names of the files beside it that hold the tensors; else none
     * @throws ModelException if the index is broken
     */
    static Set<String> filesNamedBy(Path file) {
        return isIndex(file) ? ShardedCheckpoint.read(file).files() : Set.of();
    }

    private static boolean isIndex(Path file) {
        return file.toString().endsWith(".index.json");
    }

    /**
     * Opens one file of weights.
     *
     * @param file a file with the extension {@code .safetensors}, or else one that {@code torch.save} wrote
     * @return its tensors
     * @throws ModelException if there is no such file, or it is broken
     */
    static StoredWeights open(Path file) {
        return file.toString().endsWith(".safetensors") ? Safetensors.open(file) : PyTorchCheckpoint.open(file);
    }

    /** {@return the names of all tensors, in the order in which they were written} */
    Set<String> names();

    /**
     * {@return the shape of a tensor}
     *
     * @param name one of {@link #names()}
     */
    Shape shape(String name);

    /**
     * Reads a tensor. Numbers of another precision are converted to float32.
     *
     * @param name one of {@link #names()}
     * @param manager owns the result
     * @return the tensor as float32
     * @throws ModelException if its numbers are not floating-point numbers, or its shape does not fit its bytes
     */
    NDArray read(String name, NDManager manager);

    @Override
    void close();

    @Override
    String toString();
}

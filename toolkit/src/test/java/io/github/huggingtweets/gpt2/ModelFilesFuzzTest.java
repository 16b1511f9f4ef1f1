package io.github.huggingtweets.gpt2;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.huggingtweets.pytorch.PyTorch;
import io.github.huggingtweets.sources.Fuzzed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Every file of a model is read, or refused with a sentence. */
class ModelFilesFuzzTest {

    private static final Fuzzed FOLDER = Fuzzed.folder();
    private static final int MOST_NUMBERS = 1_000_000;

    @FuzzTest
    void safetensors(byte[] content) {
        readTensors(FOLDER.file("model.safetensors", content), content);
    }

    @FuzzTest
    void checkpoint(byte[] content) {
        readTensors(FOLDER.file("pytorch_model.bin", content), content);
    }

    @FuzzTest
    void pickle(byte[] content) {
        refuseOr(content, () -> Unpickler.read("the pickle", ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN)));
    }

    @FuzzTest
    void index(byte[] content) {
        Path index = FOLDER.file("model.safetensors.index.json", content);
        refuseOr(content, () -> ShardedCheckpoint.open(index).close());
    }

    @FuzzTest
    void config(byte[] content) {
        FOLDER.file("config.json", content);
        refuseOr(content, () -> Gpt2Config.read(FOLDER.path()));
    }

    @FuzzTest
    void tokenizer(byte[] content) {
        FOLDER.file("tokenizer.json", content);
        refuseOr(content, () -> {
            try (Gpt2Tokenizer tokenizer = Gpt2Tokenizer.load(FOLDER.path())) {
                tokenizer.decode(tokenizer.encode("My dream is 🦦 <|endoftext|>\n"));
            }
        });
    }

    private static void readTensors(Path file, byte[] content) {
        refuseOr(content, () -> {
            try (StoredWeights tensors = StoredWeights.open(file); NDManager manager = PyTorch.manager(Device.cpu())) {
                tensors.names().stream().filter(name -> tensors.shape(name).size() <= MOST_NUMBERS)
                        .forEach(name -> tensors.read(name, manager).close());
            }
        });
    }

    private static void refuseOr(byte[] content, Runnable reading) {
        try {
            reading.run();
        } catch (ModelException e) {
            Fuzzed.assertIsASentence(e, content);
        }
    }
}

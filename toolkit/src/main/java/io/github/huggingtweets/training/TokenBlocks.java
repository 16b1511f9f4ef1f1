package io.github.huggingtweets.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.ModelException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A stream of tokens, cut into blocks of one length; the tokens after the last whole block are dropped.
 *
 * @param tokens the stream
 * @param length the number of tokens in a block, T
 */
record TokenBlocks(long[] tokens, int length) {

    /**
     * {@return all epochs of some tweets}
     *
     * @param tweets what to learn
     * @param tokenizer the model's
     * @param context the number of tokens that the model reads at once, T
     * @param settings the epochs, and the seed of their orders
     * @throws ModelException if they do not fill a block
     */
    static TokenBlocks of(Corpus tweets, Gpt2Tokenizer tokenizer, int context, HyperParameters settings) {
        TokenBlocks blocks = new TokenBlocks(tokenizer.encode(tweets.texts(settings.epochs(), settings.seed())), context);
        if (blocks.count() == 0) {
            throw new ModelException("The tweets have %d tokens in all, and the model learns from blocks of %d; train more epochs"
                    .formatted(blocks.tokens().length, context));
        }
        return blocks;
    }

    /**
     * {@return the held-out tweets, once each; if they do not fill a block, one shorter block; empty if there are none}
     *
     * @param tweets what the model does not learn from
     * @param tokenizer the model's
     * @param context the number of tokens that the model reads at once, T
     * @param settings the seed of their order
     */
    static Optional<TokenBlocks> heldOut(Corpus tweets, Gpt2Tokenizer tokenizer, int context, HyperParameters settings) {
        if (tweets.kept() == 0) {
            return Optional.empty();
        }
        long[] tokens = tokenizer.encode(tweets.texts(1, settings.seed()));
        return Optional.of(new TokenBlocks(tokens, Math.min(tokens.length, context)));
    }

    /** {@return the number of whole blocks, N} */
    int count() {
        return tokens.length / length;
    }

    /**
     * {@return the whole blocks, (N, T) int64, on a manager's device} They are copied at once, since each copy to a GPU waits for
     * the GPU.
     *
     * @param manager owns the array
     */
    NDArray in(NDManager manager) {
        return manager.create(Arrays.copyOf(tokens, count() * length), new Shape(count(), length));
    }

    /**
     * {@return some of the blocks, (B, T) int64: a view}
     *
     * @param blocks all blocks, (N, T)
     * @param first the number of the first block, from 0
     * @param end the number after that of the last block
     * @param manager owns the view
     */
    static NDArray slice(NDArray blocks, int first, int end, NDManager manager) {
        return blocks.get(manager, new NDIndex().addSliceDim(first, end));
    }

    /** {@return a fingerprint of the stream, as hexadecimal digits} */
    String sha256() {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (long token : tokens) {
                digest.update(bytes.putLong(0, token).array());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}

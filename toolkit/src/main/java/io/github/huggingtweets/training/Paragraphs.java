package io.github.huggingtweets.training;

import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * The paragraphs of books, each of which is a text of its own, as a tweet is.
 *
 * @param tokens the tokens of each paragraph, which begin with the one that separates texts
 * @param bytes their size in UTF-8
 */
record Paragraphs(List<long[]> tokens, long bytes) {

    /** {@return paragraphs as a tokenizer reads them} */
    static Paragraphs of(List<String> texts, Gpt2Tokenizer tokenizer) {
        return new Paragraphs(texts.stream().map(text -> tokenizer.encode(Gpt2Tokenizer.END_OF_TEXT + text)).toList(),
                texts.stream().mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length).sum());
    }

    /** {@return the number of tokens in all} */
    int size() {
        return tokens.stream().mapToInt(text -> text.length).sum();
    }

    /** {@return the paragraphs, once each, in their order} */
    TokenBlocks inOrder(int blockLength) {
        return new TokenBlocks(tokens.stream().flatMapToLong(LongStream::of).toArray(), Math.min(size(), blockLength));
    }

    /**
     * {@return the paragraphs again and again, each time in another order, until they fill some blocks; fewer blocks are a beginning of
     * more blocks}
     *
     * @param blocks the number of blocks
     * @param blockLength the number of tokens in a block
     * @param seed decides the orders
     */
    TokenBlocks shuffled(int blocks, int blockLength, long seed) {
        LongBuffer joined = LongBuffer.allocate(Math.multiplyExact(blocks, blockLength));
        List<long[]> order = new ArrayList<>(tokens);
        Random random = new Random(seed);
        while (joined.hasRemaining()) {
            Collections.shuffle(order, random);
            order.forEach(text -> joined.put(text, 0, Math.min(text.length, joined.remaining())));
        }
        return new TokenBlocks(joined.array(), blockLength);
    }

    /** {@return a loss in nats per token as bits per byte, so that models with different vocabularies compare} */
    double bitsPerByte(double loss) {
        return loss / Math.log(2) * size() / bytes;
    }
}

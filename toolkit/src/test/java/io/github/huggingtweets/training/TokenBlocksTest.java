package io.github.huggingtweets.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.Nano;
import io.github.huggingtweets.tweets.Timeline;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts that are encoded one by one have the same tokens as in one string with separators between them. */
class TokenBlocksTest {

    private static void assertSameTokens(List<String> texts, String joined) {
        try (Gpt2Tokenizer tokenizer = Gpt2Tokenizer.load(Nano.folder())) {
            assertArrayEquals(tokenizer.encode(joined), tokenizer.encode(texts));
        }
    }

    @Test
    void encodesTheSampleAsOneString() {
        Corpus sample = Timeline.sample().clean();

        assertSameTokens(sample.texts(2, 5), sample.text(2, 5));
    }

    @Test
    void encodesOddTextsAsOneString() {
        List<String> odd =
                List.of("", " ", " a", "a ", "\n", "\r\n", " \n x \n\n ", "\t", "'s", "don't ", "<|endoftext|", "endoftext|>",
                        "<|endoftext|>", "a<|endoftext|>b", "<", ">", "e\u0301", "\u0301x", "\u0338x", "\u00a0", "\u3000漢字 ",
                        "👩‍🌾", "العربية ", "\ufeffa", "x\u0000y", "a\u2028b");
        List<String> pairs = new ArrayList<>(odd);
        odd.forEach(first -> odd.forEach(second -> pairs.add(first + second)));

        assertSameTokens(pairs, Corpus.SEPARATOR + String.join(Corpus.SEPARATOR, pairs) + Corpus.SEPARATOR);
    }
}

package io.github.huggingtweets.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.bot.SmallBot;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.gpt2.Gpt2Config;
import io.github.huggingtweets.sources.Author;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndOfTextTest {

    private static final Corpus CORPUS = Corpus.of(new Author("heron", "Heron", Optional.empty()),
            IntStream.range(0, 200).mapToObj(i -> "Caught " + i * i % 77 + " frogs by the mill pond " + i).toList(), 0);

    @TempDir
    private Path folder;

    /** As with a GPT-2 whose vocabulary is its own and whose configuration still names OpenAI's number. */
    @Test
    void botEndsTweetsWithTheTokenThatSeparatedItsTrainingTweets() throws IOException {
        SmallBot.saveAsBase(folder);
        Path config = folder.resolve("config.json");
        Files.writeString(config, Files.readString(config).replaceAll("(\"eos_token_id\"\\s*:\\s*)\\d+", "$14000"));
        assertEquals(4000, Gpt2Config.read(folder).endOfText());

        try (Bot bot = FineTuner.on(CORPUS).base(folder).epochs(1).device("cpu").listener(progress -> {}).train()) {
            assertNotEquals(4000, bot.tokenizer().endOfText());
            assertEquals(bot.tokenizer().endOfText(), bot.model().config().endOfText());
            bot.save(folder);
            assertEquals(bot.tokenizer().endOfText(), Gpt2Config.read(folder).endOfText());
        }
    }
}

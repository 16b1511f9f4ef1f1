package io.github.huggingtweets.sharing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.huggingtweets.sources.Fuzzed;
import java.nio.charset.StandardCharsets;

/** Every model card is read, or refused with a sentence, and nothing in it runs on a page that shows it. */
class ModelCardFuzzTest {

    private static final Fuzzed FOLDER = Fuzzed.folder();

    @FuzzTest
    void card(byte[] content) {
        ModelCard card;
        try {
            card = ModelCard.read(FOLDER.file("README.md", content));
        } catch (CardException e) {
            Fuzzed.assertIsASentence(e, content);
            return;
        }
        StrangersMarkdownTest.assertHarmless(card.body());
        String written = ModelCard.of(card.authors(), card.figures(), card.baseModel()).training(card.training())
                .report(card.report()).runs(card.runs()).place(card.place()).language(card.language()).markdown();
        ModelCard read = ModelCard.read(FOLDER.file("README.md", written.getBytes(StandardCharsets.UTF_8)));
        if (read.source().isPresent() || !read.markdown().equals(written)) {
            throw new AssertionError("What the card tells is not read back: " + written + "\nbut:\n" + read);
        }
    }
}

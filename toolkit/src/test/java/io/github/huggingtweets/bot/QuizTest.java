package io.github.huggingtweets.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.corpus.TweetCleaner;
import io.github.huggingtweets.gpt2.Nano;
import io.github.huggingtweets.originality.Copy;
import io.github.huggingtweets.originality.TrainingTweets;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.tweets.Timeline;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ten tweets of a person and a bot, which nothing but their words tells apart. The bot is the embedded model. */
class QuizTest {

    private static final Corpus CORPUS = Timeline.sample().clean();

    private static Bot bot;

    @BeforeAll
    static void load() {
        bot = Bot.load(Nano.folder());
    }

    @AfterAll
    static void close() {
        bot.close();
    }

    private static List<String> texts(Quiz quiz, boolean generated) {
        return quiz.questions().stream().filter(question -> question.isGenerated() == generated).map(Quiz.Question::text)
                .toList();
    }

    @Test
    void hasFiveTweetsOfEachKind() {
        Quiz quiz = Quiz.of(bot, CORPUS);

        assertEquals(10, new HashSet<>(quiz.questions()).size());
        assertEquals(5, texts(quiz, true).size());
        assertTrue(new HashSet<>(CORPUS.tweets()).containsAll(texts(quiz, false)));
        TrainingTweets known = TrainingTweets.of(CORPUS.tweets());
        for (String text : texts(quiz, true)) {
            Copy copy = known.copy(text);
            assertFalse(copy.whole() || copy.words() >= 8, text);
        }
        for (Quiz.Question question : quiz.questions()) {
            assertFalse(TweetCleaner.isBoring(question.text()), question.text());
            assertFalse(question.text().matches("(?is).*(http|@|#).*"), question.text());
        }
    }

    @Test
    void isTheSameWithTheSameSeed() {
        assertEquals(Quiz.of(bot, CORPUS).questions(), Quiz.of(bot, CORPUS, 1).questions());
        Quiz other = Quiz.of(bot, CORPUS, 2);
        assertNotEquals(Quiz.of(bot, CORPUS).questions(), other.questions());
        assertEquals(other.questions(), Quiz.of(bot, CORPUS, 2).questions());
        assertTrue(IntStream.range(1, 8).mapToObj(seed -> Quiz.of(bot, CORPUS, seed).questions().get(0).isGenerated()).distinct()
                .count() == 2, "the first is not always of the same kind");
    }

    @Test
    void keepsTheSolutionOutOfTheText() {
        Quiz quiz = Quiz.of(bot, CORPUS);
        String text = quiz.toString();

        assertTrue(text.startsWith("Which 5 of these did Winifred Plover ☕ write, and which 5 the bot?\n 1. "
                + quiz.questions().get(0).text() + "\n 2. "), text);
        assertFalse(text.contains(quiz.solution()));
        String numbers = String.join(", ", IntStream.rangeClosed(1, 10)
                .filter(number -> quiz.questions().get(number - 1).isGenerated()).mapToObj(String::valueOf).toList())
                .replaceFirst(", (\\d+)$", " and $1");
        assertTrue(quiz.solution().startsWith("The bot wrote " + numbers + "; Winifred Plover ☕ wrote "), quiz.solution());
    }

    /** Every tweet of this person has a mention, so the quiz cannot do without. */
    @Test
    void allowsMentionsIfThereAreNoOtherTweets() {
        Corpus mentioning = Corpus.of(Author.named("otter", "Otter"),
                IntStream.range(0, 20).mapToObj(i -> "@heron what about pond number " + i).toList(), 0);

        assertTrue(texts(Quiz.of(bot, mentioning), false).stream().allMatch(text -> text.startsWith("@heron")));
    }

    @Test
    void refusesWhatGivesNoQuiz() {
        Corpus few =
                Corpus.of(Author.named("otter", "Otter"), List.of("the pond is old", "the pond is old", "herons do sleep"), 0);
        assertEquals("A quiz needs 5 different tweets of the person, and this corpus has 2 tweets",
                assertThrows(IllegalArgumentException.class, () -> Quiz.of(bot, few)).getMessage());
        try (Bot other = SmallBot.with(1, SmallBot.run())) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> Quiz.of(other, CORPUS)).getMessage()
                    .startsWith("This corpus is not the one that the bot was trained on: "));
        }
    }
}

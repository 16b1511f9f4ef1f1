package io.github.huggingtweets.benchmark.model;

import static io.github.huggingtweets.benchmark.Target.atLeast;
import static io.github.huggingtweets.benchmark.Target.atMost;

import io.github.huggingtweets.benchmark.Target;
import io.github.huggingtweets.pytorch.Processor;
import java.util.Optional;

/** The ratios to reach, on a processor that multiplies bfloat16 fast, and on others. */
enum Goal {
    TRAINING_FLOAT32(atLeast(3), atLeast(1.6)),
    /** The default is bfloat16 where that is fast, and float32 elsewhere. */
    TRAINING_BY_DEFAULT(atLeast(5), null),
    TRAINING_BFLOAT16(atLeast(1.5), atLeast(1.3)),
    TRAINING_BESIDE_COMPILED(atLeast(1.3), atLeast(1.2)),
    SHARE_OF_PRODUCTS(atLeast(0.75), atLeast(0.8)),
    MEMORY_OF_TRAINING(atMost(0.55), atMost(0.6)),
    TIME_TO_THE_SAME_LOSS(atMost(0.3), atMost(0.45)),
    TWEETS(atLeast(3), atLeast(2.5)),
    ONE_TEXT(atLeast(3.5), atLeast(2)),
    SHARE_OF_READING(atLeast(0.8), null),
    BESIDE_LLAMA_CPP(atLeast(1), atLeast(1)),
    START(atMost(0.6), atMost(0.6));

    private final Target fastBfloat16;
    private final Target others;

    Goal(Target fastBfloat16, Target others) {
        this.fastBfloat16 = fastBfloat16;
        this.others = others;
    }

    /** {@return the ratio to reach on a processor, if there is one} */
    Optional<Target> on(Processor processor) {
        return Optional.ofNullable(processor.multipliesBfloat16() ? fastBfloat16 : others);
    }
}

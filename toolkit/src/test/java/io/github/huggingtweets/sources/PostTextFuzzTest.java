package io.github.huggingtweets.sources;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Every post in HTML becomes plain text. */
class PostTextFuzzTest {

    @FuzzTest
    void html(byte[] post) {
        PostText.of(new String(post, StandardCharsets.UTF_8), Map.of("https://example.social/@ada", "ada@example.social"));
    }
}

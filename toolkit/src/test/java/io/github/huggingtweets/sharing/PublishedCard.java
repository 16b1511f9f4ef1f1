package io.github.huggingtweets.sharing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Cards of invented bots in the two layouts of the published ones, and what other encodings made of them. */
public final class PublishedCard {

    private PublishedCard() {}

    /** A user of an invented bot, and the four figures as a card writes them. */
    record User(String handle, String name, String picture, List<String> figures) {

        User(String handle, String name, int... figures) {
            this(handle, name, "https://pictures.example/" + handle + ".jpg",
                    IntStream.of(figures).mapToObj(Integer::toString).toList());
        }
    }

    /** {@return a card in the older layout: one picture, name and kind in one line} */
    static String older(User user) {
        return front(user.handle) + """
                <div>
                <div style="width: 132px; border-radius: 50%%; background-size: cover; background-image: url('%s')">
                </div>
                <div style="margin-top: 8px">%s 🤖 AI Bot </div>
                <div style="font-size: 15px">@%s bot</div>
                </div>

                """.formatted(user.picture, user.name, user.handle)
                + rest("[@%s's tweets](https://x.example/%s)".formatted(user.handle, user.handle), List.of("Quantity"),
                        List.of(user), user.handle);
    }

    /** {@return a card in the newer layout: three pictures, of which some are hidden, and a column for each user} */
    static String newer(List<User> users) {
        String id = users.stream().map(User::handle).collect(Collectors.joining("-"));
        String names = users.stream().map(User::name).collect(Collectors.joining(" & "));
        String pictures = IntStream.range(0, 3).mapToObj(i -> """
                        <div
                			style="display:%s; border-radius: 50%%; background-image: url(&#39;%s&#39;)">
                        </div>
                """.formatted(i < users.size() ? "inherit" : "none", i < users.size() ? users.get(i).picture : ""))
                .collect(Collectors.joining());
        return front(id) + """
                <div class="inline-flex flex-col" style="line-height: 1.5;">
                    <div class="flex">
                %s    </div>
                    <div style="text-align: center">🤖 AI %s 🤖</div>
                    <div style="text-align: center">%s</div>
                    <div style="text-align: center">@%s</div>
                </div>

                """.formatted(pictures, users.size() == 1 ? "BOT" : "CYBORG", names, id)
                + rest(names, users.stream().map(User::name).toList(), users, id);
    }

    private static String front(String id) {
        return """
                ---
                language: en
                thumbnail: https://pictures.example/%s/predictions.png
                tags:
                - huggingtweets
                widget:
                - text: "My dream is"
                ---

                """.formatted(id);
    }

    private static String rest(String whose, List<String> heads, List<User> users, String id) {
        List<String> labels = List.of("Tweets downloaded", "Retweets", "Short tweets", "Tweets kept");
        String rows = IntStream.range(0, 4).mapToObj(row -> "| " + labels.get(row) + " | " + users.stream()
                .map(user -> user.figures.get(row)).collect(Collectors.joining(" | ")) + " |\n").collect(Collectors.joining());
        return """
                An invented bot, see [its maker](https://makers.example).

                ## How does it work?

                ![pipeline](https://pictures.example/pipeline.png?raw=true)

                ## Training data

                Tweets of %s.

                | Data | %s |
                | --- |%s
                %s
                [Its data](https://tracker.example/me/bots/runs/data1/artifacts) are tracked.

                ## Training procedure

                Made of [GPT-2](https://huggingface.co/gpt2), with the tweets of @%s.

                See the [training run](https://tracker.example/me/bots/runs/train1), and
                [its model](https://tracker.example/me/bots/runs/train1/artifacts).

                ## How to use

                ```python
                generator = pipeline('text-generation', model='huggingtweets/%s')
                ```
                """.formatted(whose, String.join(" | ", heads), " --- |".repeat(heads.size()), rows, id, id);
    }

    /** {@return the text when its UTF-8 is read in an encoding that drops the bytes for which it has no character} */
    static String misread(String text, String encoding) {
        ByteArrayOutputStream known = new ByteArrayOutputStream();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (Charset.forName(encoding).decode(ByteBuffer.wrap(new byte[] {each})).charAt(0) != '\uFFFD') {
                known.write(each);
            }
        }
        return known.toString(Charset.forName(encoding));
    }
}

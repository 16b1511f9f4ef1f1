package io.github.huggingtweets.spark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Invents the tweets of any number of accounts: short ones and long ones, retweets, links, entities, and tweets that are there twice. */
final class Accounts {

    private static final String[] WORDS =
            ("the a morning tea window train letter small blue garden slowly never friend again rain &amp; &lt;3 "
                    + "caf\u00e9 na\u00efve \u65e5\u672c \u043f\u0440\u0438\u0432\u0435\u0442 \ud83d\ude80 \ud83d\udc69\u200d\ud83d\udcbb"
                    + " #nowplaying @somebody https://t.co/abc123").split(" ");
    private static final String[] LANGUAGES = {"en", "es", "und", "pt-BR"};

    /** A tweet as a line of JSON writes it. */
    record Invented(String id, String handle, String name, String time, String text, int likes, boolean reply, String language) {

        String json() {
            return "{\"id_str\":\"%s\",\"created_at\":\"%s\",\"full_text\":%s,\"user\":{\"screen_name\":\"%s\",\"name\":%s},"
                    .formatted(
                            id, time, quoted(text), handle, quoted(name))
                    + "\"favorite_count\":%d,\"in_reply_to_status_id\":%s,\"lang\":\"%s\"}".formatted(likes,
                            reply ? "\"1\"" : "null",
                            language);
        }

        String csv() {
            return List.of(id, handle, name, time, text, String.valueOf(likes), String.valueOf(reply), language).stream()
                    .map(cell -> '"' + cell.replace("\"", "\"\"") + '"').collect(Collectors.joining(","));
        }

        private static String quoted(String text) {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r") + '"';
        }
    }

    private Accounts() {}

    /** {@return the tweets of all accounts, in a random order} */
    static List<Invented> invent(int accounts, int tweets, long seed) {
        Random random = new Random(seed);
        List<Invented> all = new ArrayList<>();
        for (int i = 0; i < tweets; i++) {
            if (!all.isEmpty() && random.nextInt(20) == 0) {
                all.add(all.get(random.nextInt(all.size()))); // twice in the source
                continue;
            }
            int account = (int) Math.floor(accounts * Math.pow(random.nextDouble(), 1.5));
            String time = LocalDateTime.of(2020, 1, 1, 0, 0).plusMinutes(random.nextInt(100_000)).toString() + ":00Z";
            all.add(new Invented(random.nextInt(50) == 0 ? "" : String.valueOf(1_200_000_000_000_000_000L + i),
                    (account % 2 == 0 ? "User" : "user") + account, "User \"" + account + "\"",
                    random.nextInt(100) == 0 ? "" : time, text(random), random.nextInt(1000), random.nextInt(4) == 0,
                    LANGUAGES[random.nextInt(LANGUAGES.length)]));
        }
        return all;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "RT @other: " : "");
        int words = 1 + random.nextInt(random.nextInt(4) == 0 ? 3 : 25);
        for (int i = 0; i < words; i++) {
            text.append(WORDS[random.nextInt(WORDS.length)])
                    .append(random.nextInt(12) == 0 ? "\n" : random.nextInt(30) == 0 ? ", \"" : " ");
        }
        return text.toString();
    }

    /** Writes tweets as JSON Lines. */
    static Path json(Path file, List<Invented> tweets) throws IOException {
        return Files.writeString(file, tweets.stream().map(Invented::json).collect(Collectors.joining("\n", "", "\n")));
    }

    /** Writes tweets as CSV. */
    static Path csv(Path file, List<Invented> tweets) throws IOException {
        return Files.writeString(file, tweets.stream().map(Invented::csv).collect(
                Collectors.joining("\n", "id,handle,name,created_at,text,likes,is_reply,language\n", "\n")),
                StandardCharsets.UTF_8);
    }
}

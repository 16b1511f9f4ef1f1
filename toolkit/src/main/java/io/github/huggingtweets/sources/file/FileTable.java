package io.github.huggingtweets.sources.file;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetTable;
import java.net.URI;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tweets of a file as a table, together with their authors. */
final class FileTable implements TweetReceiver {

    private final StoredFile file;
    private final Optional<Author> author;
    private final TweetTable.Builder tweets = new TweetTable.Builder();
    private final Map<String, Writer> writers = new LinkedHashMap<>();

    /** What the file says about an author. */
    private static final class Writer {
        private String name = "";
        private Optional<URI> picture = Optional.empty();
        private int tweets;
    }

    /**
     * @param file the file, by whose name the author is known if nothing else says who it is
     * @param author the author of all tweets, if the user says so
     */
    FileTable(StoredFile file, Optional<Author> author) {
        this.file = file;
        this.author = author;
    }

    @Override
    public void add(Tweet tweet, Signature signature) {
        tweets.add(tweet);
        if (author.isEmpty()) {
            Writer writer = writers.computeIfAbsent(signature.handle(), handle -> new Writer());
            if (writer.tweets++ == 0) {
                writer.name = signature.name();
                writer.picture = Author.pictureAt(signature.picture());
            }
        }
    }

    @Override
    public void broken(long line, String damage) {
        // the collector counts them
    }

    /** {@return all tweets} */
    TweetTable tweets() {
        return tweets.build(authors());
    }

    /** {@return the authors, those with the most tweets first} */
    private List<Author> authors() {
        if (author.isPresent()) {
            return List.of(author.get());
        }
        if (writers.size() == 1 && writers.containsKey("")) {
            String name = nameOfFile();
            return List.of(new Author(name, name, Optional.empty()));
        }
        return writers.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Writer> entry) -> -entry.getValue().tweets))
                .map(entry -> author(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Author author(String handle, Writer writer) {
        String known = handle.isEmpty() ? TweetFromFields.UNKNOWN : handle;
        return new Author(known, writer.name.isEmpty() ? known : writer.name, writer.picture);
    }

    /** {@return the handle in the name of the file: a file that names no author is often named after one} */
    private String nameOfFile() {
        String name = file.name().replaceFirst("(?i)(\\.(csv|tsv|txt|tab|json|jsonl|ndjson|gz|gzip))+$", "");
        String handle = name.replaceAll("(?i)^tweets?[-_ ](of[-_ ])?|[-_ ]tweets?$", "").replaceAll("\\s+", "_");
        return handle.isBlank() ? TweetFromFields.UNKNOWN : handle;
    }
}

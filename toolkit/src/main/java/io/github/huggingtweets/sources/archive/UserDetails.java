package io.github.huggingtweets.sources.archive;

import io.github.huggingtweets.sources.Author;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The file {@code user_details.js} of archives from before 2018, which names the owner. */
final class UserDetails {

    private static final String NAME = "user_details.js";
    private static final List<String> FOLDERS = List.of("data/js", "js", "data", "");

    private UserDetails() {}

    /**
     * Looks for the file.
     *
     * @param storage the folders and files
     * @param root the folder into which the ZIP of X was unpacked, or the {@code data} folder within
     * @return the file; empty if there is none
     * @throws IOException if a folder can't be listed
     */
    static Optional<ArchiveEntry> in(ArchiveStorage storage, String root) throws IOException {
        for (String folder : FOLDERS) {
            ArchiveEntry file = storage.files(folder.isEmpty() ? root : ArchiveStorage.path(root, folder)).get(NAME);
            if (file != null) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /**
     * Reads who owns the archive.
     *
     * @param file the file, if there is one
     * @return the owner; {@link ArchiveLayout#UNKNOWN} if the file does not name one
     * @throws io.github.huggingtweets.sources.TweetSourceException if the file is damaged
     */
    static Author author(Optional<ArchiveEntry> file) {
        Optional<ArchiveItem> user = file.map(found -> new ScriptFile(found, "entry").tree());
        String handle = user.flatMap(item -> item.text("screen_name")).orElse(ArchiveLayout.UNKNOWN);
        return new Author(handle, user.flatMap(item -> item.text("full_name")).orElse(handle), Optional.empty());
    }
}

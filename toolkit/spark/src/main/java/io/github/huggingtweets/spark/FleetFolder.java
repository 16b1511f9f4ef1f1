package io.github.huggingtweets.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.training.Recipe;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.sql.SparkSession;

/**
 * Where the bots of a fleet are: a folder for each, and beside them {@code .fleet}, with
 *
 * <ul>
 *   <li>{@code settings.json}, how all of them were trained;
 *   <li>{@code whole}, with a file for each bot that is whole. It is written last, since a folder of an object store cannot be moved at
 *       once, and holds the bot's row of the table;
 *   <li>during the trainings {@code base}, the base model, and {@code parts}, with bots that are being written.
 * </ul>
 *
 * @param path the address of the folder
 */
record FleetFolder(String path) implements Serializable {

    private static final String OURS = ".fleet";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The file systems in which a folder is moved at once. */
    private static final Set<String> WITH_FOLDERS = Set.of("file", "hdfs", "viewfs");

    /**
     * {@return the folder at a path}
     *
     * @throws ModelException if there is no such file system, or if its server does not answer
     */
    static FleetFolder at(SparkSession spark, String path) {
        try {
            Path address = new Path(path);
            FileSystem system = FileServer.of(address, spark.sparkContext().hadoopConfiguration());
            return new FleetFolder(system.makeQualified(address).toString());
        } catch (UnsupportedFileSystemException e) {
            throw new ModelException(e.getMessage(), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new ModelException("%s can't be opened (%s); check the address.".formatted(path, LakeFiles.firstLine(e)), e);
        }
    }

    private static ModelException unwritable(String path, Exception e) {
        return new ModelException("Bots can't be written to %s (%s); give a path that you may write."
                .formatted(path, LakeFiles.firstLine(e)), e);
    }

    /** {@return the name of an author's folder, which no other author has} */
    static String name(String handle) {
        StringBuilder name = new StringBuilder();
        for (byte letter : handle.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (letter & 0xff);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "_-@".indexOf(c) >= 0 || c == '.' && name.length() > 0;
            name.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return name.toString();
    }

    // ------------------------------------------------------------------------------------------------ places

    private FileSystem system(Configuration configuration) throws IOException {
        FileSystem system = new Path(path).getFileSystem(configuration);
        return system instanceof LocalFileSystem local ? local.getRaw() : system; // the other one adds files with checksums
    }

    Path bot(String handle) {
        return new Path(path, name(handle));
    }

    private Path ours(String name) {
        return new Path(new Path(path, OURS), name);
    }

    private Path mark(String handle) {
        return new Path(ours("whole"), name(handle));
    }

    // ------------------------------------------------------------------------------------------------ on the driver

    /**
     * Prepares the folder for trainings.
     *
     * @return the SHA-256 of the base model
     * @throws ModelException if it cannot be written, or if it has bots that were trained in another way
     */
    String begin(Recipe recipe, Configuration configuration) {
        try {
            FileSystem system = system(configuration);
            String base = sha256(files(recipe.base()));
            Map<String, Object> all = new TreeMap<>(recipe.settings());
            all.put("SHA-256 of the base model", base);
            String settings = JSON.writeValueAsString(all) + "\n";
            Path file = ours("settings.json");
            Optional<String> earlier = read(system, file);
            if (earlier.isPresent() && !earlier.get().equals(settings) && !names(system, ours("whole")).isEmpty()) {
                throw new ModelException(
                        "The bots in %s were trained with other settings, which are in %s; give another path, or delete"
                                .formatted(path, file) + " the folder.");
            }
            system.delete(ours("parts"), true);
            system.delete(ours("base"), true);
            system.mkdirs(ours("whole"));
            if (!earlier.equals(Optional.of(settings))) {
                Path part = hasFolders(system) ? new Path(ours("parts"), file.getName()) : file;
                write(system, part, bytes -> bytes.write(settings.getBytes(StandardCharsets.UTF_8)));
                move(system, part, file, configuration);
            }
            copy(recipe.base(), system, ours("base"));
            return base;
        } catch (IOException e) {
            end(configuration);
            throw unwritable(path, e);
        }
    }

    /** Deletes what was needed for the trainings only. */
    void end(Configuration configuration) {
        try {
            FileSystem system = system(configuration);
            system.delete(ours("parts"), true);
            system.delete(ours("base"), true);
        } catch (IOException e) {
            // the next run deletes it
        }
    }

    /** {@return the names of the folders with whole bots} */
    Set<String> whole(Configuration configuration) {
        try {
            FileSystem system = system(configuration);
            Set<String> names = names(system, ours("whole"));
            names.retainAll(names(system, new Path(path)));
            return names;
        } catch (IOException e) {
            throw new ModelException("%s can't be read (%s); give a path that you may read."
                    .formatted(path, LakeFiles.firstLine(e)), e);
        }
    }

    private static Set<String> names(FileSystem system, Path folder) throws IOException {
        try {
            return Arrays.stream(system.listStatus(folder)).map(FileStatus::getPath).map(Path::getName)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (FileNotFoundException e) {
            return new TreeSet<>();
        }
    }

    // ------------------------------------------------------------------------------------------------ on the executors

    /** {@return the row of a whole bot; empty if it is not whole} */
    Optional<FleetRow> row(String name, Configuration configuration) throws IOException {
        FileSystem system = system(configuration);
        Path bot = new Path(path, name);
        Optional<String> row = read(system, new Path(ours("whole"), name));
        return row.isPresent() && system.exists(bot)
                ? Optional.of(FleetRow.read(row.get().getBytes(StandardCharsets.UTF_8)).at(bot.toString())) : Optional.empty();
    }

    /** Copies the base model to this machine. */
    void fetchBase(java.nio.file.Path to, Configuration configuration) throws IOException {
        fetch(ours("base"), to, configuration);
    }

    /** Copies a bot to this machine. */
    void fetchBot(String handle, java.nio.file.Path to, Configuration configuration) throws IOException {
        fetch(bot(handle), to, configuration);
    }

    private void fetch(Path from, java.nio.file.Path to, Configuration configuration) throws IOException {
        FileSystem system = system(configuration);
        for (FileStatus file : system.listStatus(from)) {
            if (file.isFile()) {
                try (InputStream bytes = system.open(file.getPath())) {
                    Files.copy(bytes, to.resolve(file.getPath().getName()));
                }
            }
        }
    }

    /**
     * Puts a bot into its folder: all of it or nothing, as far as anybody sees who looks for whole bots.
     *
     * @param made the folder of the bot on this machine
     * @param row its row
     * @param attempt what no other attempt is called
     */
    void publish(java.nio.file.Path made, FleetRow row, String attempt, Configuration configuration) throws IOException {
        FileSystem system = system(configuration);
        Path place = bot(row.handle());
        Path mark = mark(row.handle());
        Path part = hasFolders(system) ? new Path(ours("parts"), name(row.handle()) + "-" + attempt) : place;
        Path partOfMark = hasFolders(system) ? part.suffix(".json") : mark;
        try {
            system.delete(mark, false); // that of a deleted bot would say that this one is whole
            system.delete(part, true);
            copy(made, system, part);
            write(system, partOfMark, file -> file.write(row.json()));
            move(system, part, place, configuration);
            move(system, partOfMark, mark, configuration);
        } catch (IOException e) {
            system.delete(part, true); // if a disk is full, others may need the room
            system.delete(partOfMark, true);
            throw e;
        }
    }

    private static boolean hasFolders(FileSystem system) {
        return WITH_FOLDERS.contains(system.getUri().getScheme());
    }

    private static void move(FileSystem system, Path from, Path to, Configuration configuration) throws IOException {
        if (!from.equals(to)) {
            system.delete(to, true); // what an attempt has left that was cut off
            FileContext.getFileContext(system.getUri(), configuration).rename(from, to, Rename.NONE);
        }
    }

    private static List<java.nio.file.Path> files(java.nio.file.Path folder) throws IOException {
        try (Stream<java.nio.file.Path> found = Files.list(folder)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String sha256(List<java.nio.file.Path> files) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (java.nio.file.Path file : files) {
                digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                try (OutputStream bytes = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                    Files.copy(file, bytes);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private static void copy(java.nio.file.Path from, FileSystem system, Path to) throws IOException {
        system.mkdirs(to);
        for (java.nio.file.Path file : files(from)) {
            write(system, new Path(to, file.getFileName().toString()), bytes -> Files.copy(file, bytes));
        }
    }

    private static Optional<String> read(FileSystem system, Path file) throws IOException {
        try (InputStream bytes = system.open(file)) {
            return Optional.of(new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Writes into a file. */
    private interface Content {

        void write(OutputStream file) throws IOException;
    }

    private static void write(FileSystem system, Path path, Content content) throws IOException {
        try (OutputStream file = system.create(path, true)) {
            content.write(file);
        } catch (FSError e) { // Hadoop's for a local disk that is full
            throw new IOException(LakeFiles.firstLine(e.getCause()), e);
        }
    }
}

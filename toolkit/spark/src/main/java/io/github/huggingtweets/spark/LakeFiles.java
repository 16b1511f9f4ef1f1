package io.github.huggingtweets.spark;

import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.file.FileColumns;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Finds the files of a lake, and looks at the beginning of each on the workers. */
final class LakeFiles {

    /** So many files are looked at in one task. */
    private static final int LOOKED_AT_IN_A_TASK = 32;

    private static final String LAST_FAILURE = "Most recent failure:";
    private static final Pattern CAUSE = Pattern.compile("(?m)^(?:Caused by: )?[\\w.$]+: (.*)$");

    private final String place;
    private final List<LakeFile.Look> looks;

    private LakeFiles(String place, List<LakeFile.Look> looks) {
        this.place = place;
        this.looks = looks;
    }

    /**
     * Finds the files.
     *
     * @param place a file, a folder, or a pattern of Hadoop's such as {@code s3a://bucket/2023-*.jsonl.gz}
     * @param columns what the user says about them
     * @throws TweetSourceException if there are none, or if one of them is no file of tweets
     */
    static LakeFiles at(SparkSession spark, FileSystem system, String place, FileColumns columns) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        List<LakeFile> files = list(system, place);
        Broadcast<SerializableConfiguration> onWorkers = context.broadcast(new SerializableConfiguration(configuration));
        List<LakeFile.Look> looks = context.parallelize(files, 1 + (files.size() - 1) / LOOKED_AT_IN_A_TASK)
                .map(file -> file.look(onWorkers.value().value(), columns)).collect();
        LakeFiles found = new LakeFiles(place, looks);
        found.requireTweets();
        return found;
    }

    /**
     * {@return the file system of a lake}
     *
     * @throws TweetSourceException if Spark does not have it, or if its server does not answer
     */
    static FileSystem system(SparkSession spark, String place) {
        try {
            return FileServer.of(new Path(place), spark.sparkContext().hadoopConfiguration());
        } catch (IOException | RuntimeException e) {
            throw unreadable(place, e);
        }
    }

    /** {@return the files of a kept lake, at which nobody has to look} */
    static LakeFiles ofKept(FileSystem system, String place) {
        return new LakeFiles(place, list(system, place).stream()
                .map(file -> new LakeFile.Look(file, LakeFile.Kind.PARQUET, true, null, null)).toList());
    }

    private void requireTweets() {
        List<String> refusals = looks.stream().map(LakeFile.Look::refusal).filter(refusal -> refusal != null).toList();
        if (!refusals.isEmpty()) {
            throw new TweetSourceException(inTermsOfLakes(refusals.get(0)));
        }
        List<LakeFile.Look> filled = looks.stream().filter(look -> look.kind() != LakeFile.Kind.EMPTY).toList();
        if (filled.isEmpty()) {
            throw new TweetSourceException("There are no tweets in " + place + "; give files that have some.");
        }
        filled.stream().filter(look -> look.kind() != LakeFile.Kind.PARQUET && !look.namesAuthors()).findFirst()
                .ifPresent(look -> {
                    throw withoutAuthors(look.file().path());
                });
    }

    /** @param file a path, or words for some files */
    static TweetSourceException withoutAuthors(String file) {
        return new TweetSourceException(
                ("%s names no authors; say which column has their handles with TweetLake.read(spark, path,"
                        + " FileColumns.recognized().handle(\"column\")), or whose tweets all are with .author(\"@handle\", \"Name\").")
                        .formatted(file));
    }

    private static String inTermsOfLakes(String refusal) {
        return refusal.replace("Timeline.file(path, ", "TweetLake.read(spark, path, ");
    }

    /** {@return the files of a kind} */
    List<LakeFile> of(LakeFile.Kind kind) {
        return looks.stream().filter(look -> look.kind() == kind).map(LakeFile.Look::file).toList();
    }

    /** {@return the columns of the files whose beginning shows the forms of dates or numbers, by the paths of the files} */
    Map<String, FileColumns> forms() {
        Map<String, FileColumns> forms = new HashMap<>();
        looks.stream().filter(look -> look.forms() != null)
                .forEach(look -> forms.put(look.file().path(), look.forms()));
        return forms;
    }

    /** {@return the size of all files in bytes} */
    long size() {
        return looks.stream().mapToLong(look -> look.file().size()).sum();
    }

    private static List<LakeFile> list(FileSystem system, String place) {
        List<LakeFile> files = new ArrayList<>();
        try {
            FileStatus[] found = system.globStatus(new Path(place));
            if (found == null || found.length == 0) {
                throw none(place, null);
            }
            for (FileStatus status : found) {
                add(system, status, files);
            }
        } catch (FileNotFoundException e) {
            throw none(place, e);
        } catch (IOException | RuntimeException e) {
            throw unreadable(place, e);
        }
        if (files.isEmpty()) {
            throw new TweetSourceException("There are no files in " + place + "; give a folder or a pattern that has some.");
        }
        files.sort(Comparator.comparing(LakeFile::path));
        return files;
    }

    /** {@return the exception that says why files cannot be found} */
    private static TweetSourceException unreadable(String place, Exception cause) {
        if (cause instanceof TweetSourceException known) {
            return known;
        }
        return new TweetSourceException(cause instanceof UnsupportedFileSystemException ? cause.getMessage()
                : "%s can't be read (%s); check the address, and that you may read it.".formatted(place, firstLine(cause)),
                cause);
    }

    /** {@return what an exception of Hadoop's or Spark's says, without a trace in further lines; else the name of its class} */
    static String firstLine(Throwable failure) {
        return Optional.ofNullable(failure.getMessage()).flatMap(message -> message.lines().findFirst()).map(String::strip)
                .filter(line -> !line.isEmpty()).orElse(failure.getClass().getSimpleName());
    }

    /** {@return why a job of Spark's failed in the first place, in one line} */
    static String reason(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        // if no executor was left to try a task, Spark gives no cause, but the trace of its last failure
        String message = String.valueOf(first.getMessage());
        return CAUSE.matcher(message.substring(Math.max(0, message.indexOf(LAST_FAILURE)))).results()
                .reduce((earlier, later) -> later).filter(cause -> message.contains(LAST_FAILURE)).map(cause -> cause.group(1))
                .orElse(firstLine(first));
    }

    private static TweetSourceException none(String place, Exception cause) {
        return new TweetSourceException("There is no file or folder " + place
                + "; give a path that the driver and the workers can read, such as hdfs://server/tweets/*.jsonl.gz.", cause);
    }

    private static void add(FileSystem system, FileStatus status, List<LakeFile> files) throws IOException {
        if (status.isFile()) {
            files.add(new LakeFile(status.getPath().toString(), status.getLen()));
            return;
        }
        Path folder = status.getPath();
        RemoteIterator<LocatedFileStatus> all = system.listFiles(folder, true);
        while (all.hasNext()) {
            LocatedFileStatus file = all.next();
            if (!isHidden(folder, file.getPath())) {
                files.add(new LakeFile(file.getPath().toString(), file.getLen()));
            }
        }
    }

    /** {@return whether a name on the way from the folder to the file begins as those that programs keep for themselves} */
    private static boolean isHidden(Path folder, Path file) {
        for (Path part = file; !part.equals(folder); part = part.getParent()) {
            if (part.getName().startsWith("_") || part.getName().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    /** {@return the path of a file as a pattern that means this file alone} */
    static String literally(String path) {
        return path.replaceAll("([\\\\*?\\[\\]{}])", "\\\\$1");
    }
}

package io.github.huggingtweets.spark;

import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.file.FileColumns;
import io.github.huggingtweets.sources.file.TweetFile;
import io.github.huggingtweets.sources.file.TweetReceiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Reads files from their beginning to their end, each in one task: CSV, whose quoted texts have line breaks, packed files, and JSON
 * that is not in lines. A thread reads, and the task takes what it has read, so that a file of any size takes little memory.
 */
final class FileTweets implements Iterator<Row> {

    private static final int BATCH = 512;
    private static final int WAITING_BATCHES = 4;
    private static final List<Row> END = List.of();

    private final BlockingQueue<List<Row>> batches = new ArrayBlockingQueue<>(WAITING_BATCHES);
    private final TaskContext task = TaskContext.get();
    private final Thread thread;
    private Iterator<Row> batch = Collections.emptyIterator();
    private boolean ended;
    private volatile Throwable failure;

    /**
     * Reads files.
     *
     * @param files the files
     * @param columns what the user says about them
     * @return the rows of {@link ReadRow}
     */
    static Dataset<Row> read(SparkSession spark, List<LakeFile> files, FileColumns columns) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<SerializableConfiguration> onWorkers =
                context.broadcast(new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
        List<ArrayList<LakeFile>> tasks = tasks(files, context.defaultParallelism(),
                JavaUtils.byteStringAsBytes(spark.conf().get("spark.sql.files.maxPartitionBytes")));
        return spark.createDataFrame(context.parallelize(tasks, tasks.size())
                .flatMap(some -> new FileTweets(some, onWorkers.value().value(), columns)), ReadRow.SCHEMA);
    }

    /** {@return files of about the same size together, with at least one file for each task} */
    static List<ArrayList<LakeFile>> tasks(List<LakeFile> files, int parallelism, long mostBytes) {
        record Task(ArrayList<LakeFile> files, long[] size) {}
        long all = files.stream().mapToLong(LakeFile::size).sum();
        int count = (int) Math.min(files.size(), Math.max(parallelism, all / mostBytes));
        PriorityQueue<Task> smallest = new PriorityQueue<>(Comparator.comparingLong(task -> task.size[0]));
        for (int i = 0; i < count; i++) {
            smallest.add(new Task(new ArrayList<>(), new long[1]));
        }
        files.stream().sorted(Comparator.comparingLong(LakeFile::size).reversed()).forEach(file -> {
            Task task = smallest.remove();
            task.files.add(file);
            task.size[0] += file.size();
            smallest.add(task);
        });
        return smallest.stream().map(Task::files).toList();
    }

    private FileTweets(List<LakeFile> files, Configuration configuration, FileColumns columns) {
        thread = new Thread(() -> readAll(files, configuration, columns), "tweets of " + files.get(0).path());
        thread.setDaemon(true);
        task.addTaskCompletionListener((TaskCompletionListener) end -> thread.interrupt());
        thread.start();
    }

    private void readAll(List<LakeFile> files, Configuration configuration, FileColumns columns) {
        try {
            for (LakeFile file : files) {
                Reading reading = new Reading(file);
                try {
                    TweetFile.read(file.stored(configuration, reading::failed), columns, reading);
                } catch (TweetSourceException e) {
                    reading.add(ReadRow.broken(reading.path, 0, null, e.getMessage()));
                }
                reading.end();
            }
        } catch (Ended e) {
            return; // the task wants no more
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        put(END);
    }

    /** {@return whether the task wants a batch; it has it then} */
    private boolean put(List<Row> rows) {
        if (task.isCompleted()) { // then the interrupt may have ended a read, and would not end the wait for room
            return false;
        }
        try {
            batches.put(rows);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Override
    public boolean hasNext() {
        while (!batch.hasNext() && !ended) {
            try {
                List<Row> next = batches.take();
                ended = next == END;
                batch = next.iterator();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the task was ended", e);
            }
        }
        if (!batch.hasNext() && failure != null) {
            throw new IllegalStateException(failure);
        }
        return batch.hasNext();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return batch.next();
    }

    /** Ends the reading because the task has ended. */
    private static final class Ended extends RuntimeException {

        private static final long serialVersionUID = 1;

        Ended() {
            super("the task has ended", null, false, false);
        }
    }

    /** Receives what is read of one file. */
    private final class Reading implements TweetReceiver {

        private final String path;
        private List<Row> rows = new ArrayList<>(BATCH);
        private long tweets;
        private IOException failureOfSystem;

        Reading(LakeFile file) {
            path = file.path();
        }

        @Override
        public void add(Tweet tweet, Signature signature) {
            add(ReadRow.tweet(tweet, signature, path, tweets++));
        }

        @Override
        public void broken(long line, String damage) {
            add(ReadRow.broken(path, 0, line, damage));
        }

        private void add(Row row) {
            rows.add(row);
            if (rows.size() == BATCH) {
                hand();
            }
        }

        /** The file system has not given what the file holds. Spark tries the task again. */
        void failed(IOException e) {
            failureOfSystem = e;
        }

        void end() {
            if (failureOfSystem != null) {
                throw new UncheckedIOException(failureOfSystem);
            }
            hand();
        }

        private void hand() {
            if (!put(rows)) {
                throw new Ended();
            }
            rows = new ArrayList<>(BATCH);
        }
    }
}

package io.github.huggingtweets.spark;

import io.github.huggingtweets.sources.file.TweetLines;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.TextBasedFileFormat;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import scala.Function1;
import scala.Option;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;

/**
 * Files of lines, as Spark splits them: a row for each line, with its bytes, or with null if it is too long. Spark's own format
 * {@code text} takes each line into memory, however long it is, and a file without line ends would end the executor. Spark makes objects of
 * this class by its name; you need none.
 */
public final class LineFormat extends TextBasedFileFormat {

    private static final StructType SCHEMA = new StructType().add("value", DataTypes.BinaryType);

    /** Makes the format. */
    public LineFormat() {}

    @Override
    public boolean isSplitable(SparkSession spark, Map<String, String> options, Path file) {
        return true; // whatever its name says
    }

    @Override
    public Option<StructType> inferSchema(SparkSession spark, Map<String, String> options, Seq<FileStatus> files) {
        return Option.apply(SCHEMA);
    }

    @Override
    public OutputWriterFactory prepareWrite(SparkSession spark, Job job, Map<String, String> options, StructType schema) {
        throw new UnsupportedOperationException("Lines are only read.");
    }

    @Override
    public Function1<PartitionedFile, Iterator<InternalRow>> buildReader(SparkSession spark, StructType data,
            StructType partitions,
            StructType required, Seq<Filter> filters, Map<String, String> options, Configuration configuration) {
        return new Reader(JavaSparkContext.fromSparkContext(spark.sparkContext())
                .broadcast(new SerializableConfiguration(configuration)));
    }

    /** Opens a part of a file. */
    private static final class Reader extends AbstractFunction1<PartitionedFile, Iterator<InternalRow>> implements Serializable {

        private static final long serialVersionUID = 1;

        private final Broadcast<SerializableConfiguration> configuration;

        Reader(Broadcast<SerializableConfiguration> configuration) {
            this.configuration = configuration;
        }

        @Override
        public Iterator<InternalRow> apply(PartitionedFile part) {
            try {
                Path path = part.toPath();
                return new Rows(new SplitLines(path.getFileSystem(configuration.value().value()).open(path), part.start(),
                        part.start() + part.length(), TweetLines.LONGEST));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The rows of a part. */
    private static final class Rows extends AbstractIterator<InternalRow> {

        private final SplitLines lines;
        private boolean isAtLine;
        private boolean ended;

        Rows(SplitLines lines) {
            this.lines = lines;
            TaskContext.get().addTaskCompletionListener((TaskCompletionListener) end -> close());
        }

        @Override
        public boolean hasNext() {
            if (!isAtLine && !ended) {
                try {
                    isAtLine = lines.next();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                if (!isAtLine) {
                    ended = true;
                    close();
                }
            }
            return isAtLine;
        }

        @Override
        public InternalRow next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            isAtLine = false;
            return new GenericInternalRow(new Object[] {lines.line()});
        }

        private void close() {
            try {
                lines.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package io.github.huggingtweets.spark;

import io.github.huggingtweets.notebook.NotebookAddition;
import io.github.huggingtweets.notebook.Rendering;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import tech.tablesaw.api.Table;

/** Shows a dataset of Spark's in a notebook as the table of its first rows, and a session as where it works. */
public final class SparkInNotebooks implements NotebookAddition {

    /** Made by {@code ServiceLoader}. */
    public SparkInNotebooks() {}

    @Override
    public List<Rendering<?>> renderings() {
        return List.of(Rendering.ofRows(Dataset.class, SparkInNotebooks::first),
                new Rendering<>(SparkSession.class, "text/markdown", Cluster::sentence, Cluster::sentence));
    }

    private static Table first(Dataset<?> dataset, int most) {
        return ShownRows.of(dataset.toDF().takeAsList(most), dataset.schema());
    }

    @Override
    public String imports() {
        return """
                import io.github.huggingtweets.spark.*;
                import org.apache.spark.sql.Dataset;
                import org.apache.spark.sql.Row;
                import org.apache.spark.sql.SparkSession;
                import org.apache.spark.sql.functions;
                import static org.apache.spark.sql.functions.col;
                """;
    }
}

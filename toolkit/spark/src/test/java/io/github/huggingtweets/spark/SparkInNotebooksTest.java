package io.github.huggingtweets.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.notebook.Notebook;
import io.github.huggingtweets.sources.Tweet;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** What a notebook shows of Spark's objects. */
class SparkInNotebooksTest {

    private static final SparkSession SPARK = LocalSpark.session();

    private static Map<String, String> forms(Object noun) {
        return Notebook.renderings().stream().filter(rendering -> rendering.type().isInstance(noun)).findFirst().orElseThrow()
                .of(noun);
    }

    private static List<String> lines(Object noun) {
        return forms(noun).get("text/plain").lines().toList();
    }

    @Test
    void showsADatasetAsATable() {
        StructType schema = new StructType().add("handle", DataTypes.StringType).add("kept", DataTypes.LongType)
                .add("likes", DataTypes.IntegerType).add("seconds", DataTypes.DoubleType).add("reply", DataTypes.BooleanType)
                .add("time", DataTypes.TimestampNTZType);
        Row ada = RowFactory.create("ada", 12_345L, 3, 7.25, true, LocalDateTime.parse("2023-05-31T12:00:00"));
        Row bob = RowFactory.create("<b>ob", null, null, 123.456, null, null);

        List<String> shown = lines(SPARK.createDataFrame(List.of(ada, bob), schema));

        assertEquals(List.of("handle kept likes seconds reply time", "ada 12,345 3 7.2 true 2023-05-31 12:00:00",
                "<b>ob 123.5", "2 rows, 6 columns"), shown.stream().map(line -> line.strip().replaceAll(" +", " ")).toList());
        assertTrue(forms(SPARK.createDataFrame(List.of(bob), schema)).get("text/html").contains("&lt;b&gt;ob"));
    }

    @Test
    void showsTheFirstRowsOfManyWithoutCountingThem() {
        List<String> shown = lines(SPARK.range(1_000).toDF());

        assertEquals(12, shown.size());
        assertEquals("the first 10 rows, 1 column", shown.get(11));
        assertEquals("20 rows, 1 column", lines(SPARK.range(20)).get(21));
        assertEquals("0 rows, 1 column", lines(SPARK.range(0)).get(1));
    }

    @Test
    void saysWhereASessionWorks() {
        assertEquals(List
                .of("Apache Spark " + SPARK.version() + " works in this process; for a cluster of this machine, run ./lab spark"
                        + " in a terminal, and start the kernel anew."),
                lines(SPARK));
    }

    @Test
    void importsWhatItsCellsNeed() {
        List<String> imports = Notebook.imports().lines().toList();

        assertTrue(imports.contains("import " + TweetLake.class.getPackageName() + ".*;"));
        assertTrue(imports.contains("import " + Tweet.class.getPackageName() + ".*;"), "and those of the toolkit");
    }
}

package io.github.huggingtweets.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.spark.LabSpark.Result;
import io.github.huggingtweets.tweets.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The cluster of {@code ./lab spark}, and what works against it: programs that are submitted, and notebooks. */
@EnabledIfSystemProperty(named = "huggingtweets.services", matches = ".+")
class ClusterIT {

    @TempDir
    private static Path folder;
    private static LabSpark spark;

    @BeforeAll
    static void start() throws Exception {
        spark = LabSpark.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        Process other = new ProcessBuilder("sleep", "600").start();
        List<ProcessHandle> parts = new ArrayList<>();
        for (String part : List.of("master", "worker-1", "worker-2")) {
            parts.add(spark.process(part));
        }
        Files.writeString(spark.state().resolve("worker-3.pid"), String.valueOf(other.pid())); // its number was given to another process

        Result stopped = spark.lab("spark", "stop");

        assertEquals("Spark at " + spark.master() + " has ended.\n", stopped.output());
        // a process that has ended may be listed, without its command, as long as nobody asks for its status
        parts.forEach(part -> assertFalse(part.isAlive() && part.info().command().isPresent(), part.toString()));
        assertTrue(other.isAlive());
        other.destroy();
        assertEquals("No Spark of this folder runs.\n", spark.lab("spark", "stop").output());
        assertEquals("There is no cluster to submit to. Start one with './lab spark', or name one in SPARK_MASTER.\n",
                spark.lab("spark", "submit", "program.jar").output());
    }

    @Test
    void saysThatItRunsAlready() throws Exception {
        Result again = spark.lab("spark");

        assertTrue(again.output().contains("Spark runs already, at " + spark.master() + "; its page is http://127.0.0.1:"),
                again.output());
    }

    @Test
    void runsASubmittedProgramWithTheToolkitInOneJar() throws Exception {
        Path tweets = Accounts.json(folder.resolve("tweets.jsonl"), Accounts.invent(20, 5_000, 11));
        Path found = folder.resolve("found.txt");

        Result submitted = spark.submit(SubmittedLake.class,
                List.of("spark.sql.shuffle.partitions=4", "spark.sql.files.maxPartitionBytes=200000"), tweets, found).result();

        assertEquals(0, submitted.status(), submitted.output());
        assertEquals(SubmittedLake.onALaptop(tweets), Files.readAllLines(found));
    }

    @Test
    void trainsTheBotsOfALaptopOnItsWorkers() throws Exception {
        Path tweets = Accounts.json(folder.resolve("accounts.jsonl"), Accounts.invent(3, 600, 13));
        Path bots = folder.resolve("bots");
        Path found = folder.resolve("fleet.txt");

        Result submitted =
                spark.submit(SubmittedFleet.class, List.of("spark.sql.shuffle.partitions=4"), tweets, bots, found).result();

        assertEquals(0, submitted.status(), submitted.output());
        assertEquals(SubmittedFleet.onALaptop(tweets, bots, folder.resolve("laptop")), Files.readAllLines(found));
    }

    @Test
    void runsANotebookWhoseKernelHasSpark() throws Exception {
        Path tweets = Accounts.json(folder.resolve("notebook.jsonl"), Accounts.invent(3, 500, 12));
        Path notebook = Files.writeString(folder.resolve("lake.ipynb"), """
                {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": "java-spark", "language": "java",
                "display_name": "Java with Spark"}}, "cells": [
                {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": null, "source": [
                "import io.github.huggingtweets.spark.*;\\n", "var spark = Cluster.session();\\n",
                "var lake = TweetLake.read(spark, \\"TWEETS\\");\\n",
                "System.out.println(spark.sparkContext().master() + \\" kept \\" + lake.clean().count());"]},
                {"cell_type": "code", "id": "b", "metadata": {}, "outputs": [], "execution_count": null, "source": [
                "lake.timeline(\\"@user1\\").toString()"]},
                {"cell_type": "code", "id": "c", "metadata": {}, "outputs": [], "execution_count": null, "source": [
                "lake.timeline(\\"@user1\\").clean()"]}]}
                """.replace("TWEETS", tweets.toString()));

        Result ran = spark.lab("run", notebook.toString(), "--to", folder.resolve("ran").toString());

        assertEquals(0, ran.status(), ran.output());
        var laptop = Timeline.file(tweets);
        assertTrue(ran.output().contains(spark.master() + " kept " + laptop.clean().kept()), ran.output());
        assertTrue(ran.output().contains(laptop.by("user1").toString()), ran.output());
    }

    @Test
    void showsTheWayFromALakeToBotsInANotebook() throws Exception {
        Path notebooks = Files.createDirectories(folder.resolve("notebooks"));
        Path notebook =
                Files.copy(LabSpark.ROOT.resolve("notebooks/many-accounts.ipynb"), notebooks.resolve("many-accounts.ipynb"));
        Path made = folder.resolve("target/many-accounts");

        Result ran = spark.lab("run", notebook.toString(), "--to", folder.resolve("ran").toString());

        assertEquals(0, ran.status(), ran.output());
        Map<String, List<String>> shown = shown(folder.resolve("ran/many-accounts.ipynb"));
        InventedFigures invented = InventedLake.of(200, 50_000).write(made.resolve("tweets"));
        assertTrue(shown.get("session").get(0).contains(" works at " + spark.master() + "."), shown.get("session").toString());
        assertEquals(List.of(invented.toString()), shown.get("invent"));

        List<String> broken = shown.get("broken").get(0).lines().toList();
        long whole = Files.readString(made.resolve("tweets/broken-off.jsonl")).chars().filter(c -> c == '\n').count();
        assertEquals(3, broken.size(), broken.toString());
        assertTrue(broken.get(1).matches("file:.*/broken-off\\.jsonl +" + (whole + 1) + " +\\S.*"), broken.get(1));

        var most = invented.byAuthor().entrySet().stream()
                .max(Comparator.comparingInt(author -> author.getValue().downloaded())).orElseThrow();
        assertTrue(shown.get("figures").get(0).contains(" of 200 users, "), shown.get("figures").get(0));
        assertEquals(words(most.getKey(), most.getValue()), words(shown.get("figures").get(1).lines().toList().get(1)));

        Timeline laptop = laptop(made.resolve("tweets"));
        String first = invented.byAuthor().firstKey();
        assertEquals(words(first, laptop.by(first).withoutNearDuplicates().clean().figures()),
                words(shown.get("keep").get(0).lines().toList().get(1)));
        assertEquals(laptop.by("greta_codes").withoutNearDuplicates().clean().toString(), shown.get("timeline").get(2));

        List<String> fleet = shown.get("fleet").get(0).lines().toList();
        for (int i = 0; i < 3; i++) {
            List<String> row = words(fleet.get(1 + i));
            assertEquals(laptop.by(row.get(0)).withoutNearDuplicates().clean().kept(), Integer.parseInt(row.get(1)));
            assertTrue(Double.parseDouble(row.get(2)) > Double.parseDouble(row.get(3)), "perplexity: " + row);
            assertTrue(Files.exists(made.resolve("bots").resolve(row.get(0)).resolve("model.safetensors")), row.toString());
        }
        assertEquals(9, shown.get("generate").get(0).lines().filter(line -> line.matches("\\w+ +My dream is.*")).count(),
                shown.get("generate").get(0));
    }

    /** {@return what each code cell of an executed notebook shows, as text, by the cell's id} */
    private static Map<String, List<String>> shown(Path notebook) throws IOException {
        Map<String, List<String>> shown = new HashMap<>();
        for (JsonNode cell : new ObjectMapper().readTree(notebook.toFile()).get("cells")) {
            List<String> texts = new ArrayList<>();
            cell.path("outputs").forEach(output -> texts.add(text(output.path("data").path("text/plain"))));
            shown.put(cell.get("id").asText(), texts);
        }
        return shown;
    }

    private static String text(JsonNode lines) {
        StringBuilder text = new StringBuilder(lines.asText());
        lines.forEach(line -> text.append(line.asText()));
        return text.toString();
    }

    private static List<String> words(String row) {
        return List.of(row.replace(",", "").split("\\s+"));
    }

    private static List<String> words(String handle, Figures figures) {
        return words("%s %d %d %d %d".formatted(handle, figures.downloaded(), figures.retweets(), figures.shortTweets(),
                figures.kept()));
    }

    /** {@return the tweets of all files of a lake, read by one process} */
    private static Timeline laptop(Path lake) throws IOException {
        try (Stream<Path> files = Files.list(lake)) {
            return Timeline.join(files.filter(file -> file.toString().matches(".*tweets-\\d\\.jsonl")).sorted()
                    .map(Timeline::file).toArray(Timeline[]::new));
        }
    }

    @Test
    void isCommittedWithoutOutputsAndWithAboutTenCells() throws IOException {
        JsonNode notebook = new ObjectMapper().readTree(LabSpark.ROOT.resolve("notebooks/many-accounts.ipynb").toFile());
        List<JsonNode> code = new ArrayList<>();
        notebook.get("cells").forEach(cell -> code.addAll(cell.has("outputs") ? List.of(cell) : List.of()));

        assertTrue(code.stream().allMatch(cell -> cell.get("outputs").isEmpty() && cell.get("execution_count").isNull()));
        assertTrue(code.size() <= 10, code.size() + " code cells");
        assertEquals("java-spark", notebook.at("/metadata/kernelspec/name").asText());
    }
}

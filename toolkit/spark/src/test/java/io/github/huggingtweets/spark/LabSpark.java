package io.github.huggingtweets.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The cluster of {@code ./lab spark}, in a folder of a test: a master, and two workers of one core and 2 GB each. */
final class LabSpark implements AutoCloseable {

    /** The top folder of the repository. Maven runs tests in the folder of their module. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    private static final int PATIENCE_MINUTES = 10;

    private final Path folder;
    private final Path state;
    private String master = "";
    private List<String> inNamespace = List.of();
    private final Set<Path> disks = new TreeSet<>();

    record Result(int status, String output) {}

    private LabSpark(Path folder) {
        this.folder = folder;
        state = folder.resolve("cluster");
    }

    /** Starts a cluster. */
    static LabSpark start(Path folder) throws IOException, InterruptedException {
        return start(folder, List.of());
    }

    /** Starts a cluster that can {@link #mount} small disks, as a user can who is not root: in a namespace with mounts of its own. */
    static LabSpark startWithDisks(Path folder) throws IOException, InterruptedException {
        LabSpark spark = start(folder, UNSHARE);
        spark.inNamespace = List.of("nsenter", "--target", String.valueOf(spark.process("master").pid()), "--user", "--mount",
                "--preserve-credentials", "--wd=" + folder);
        return spark;
    }

    private static final List<String> UNSHARE = List.of("unshare", "--user", "--map-root-user", "--mount");

    /** {@return whether this machine lets a user mount disks in a namespace} */
    static boolean canMountDisks() throws InterruptedException {
        try {
            List<String> command = new ArrayList<>(UNSHARE);
            command.addAll(List.of("mount", "-t", "tmpfs", "none", "/mnt"));
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                    .waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static LabSpark start(Path folder, List<String> prefix) throws IOException, InterruptedException {
        LabSpark spark = new LabSpark(folder);
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(ROOT.resolve("lab").toString(), "spark"));
        Result started = spark.run(command);
        assertEquals(0, started.status(), started.output());
        spark.master = Files.readAllLines(spark.state.resolve("address")).get(0);
        String page = Files.readAllLines(spark.state.resolve("address")).get(1);
        assertEquals("Spark runs at %s; its page is %s. './lab spark stop' ends it.".formatted(spark.master, page),
                started.output().lines().filter(line -> line.startsWith("Spark runs")).findFirst().orElse(started.output()));
        return spark;
    }

    /** {@return its address} */
    String master() {
        return master;
    }

    /** {@return the folder of its processes} */
    Path state() {
        return state;
    }

    /** Runs {@code ./lab} to its end, with this cluster. */
    Result lab(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(inNamespace);
        command.add(ROOT.resolve("lab").toString());
        command.addAll(List.of(arguments));
        return run(command);
    }

    private Result run(List<String> command) throws IOException, InterruptedException {
        return new Running(begin(command), 0).result();
    }

    private record Begun(Process process, Path output, List<String> command) {}

    private Begun begin(List<String> command) throws IOException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("SPARK_PID_DIR", state.toString());
        builder.environment().put("SPARK_WORKER_CORES", "1");
        builder.environment().put("SPARK_WORKER_MEMORY", "2g");
        builder.environment().remove("SPARK_MASTER");
        builder.environment().put("COLUMNS", "240"); // so that no column of a table is left out
        return new Begun(builder.start(), output, command);
    }

    // ------------------------------------------------------------------------------------------------ programs

    /**
     * Submits a program, and does not wait for it.
     *
     * @param program the program
     * @param settings Spark's, such as {@code spark.sql.shuffle.partitions=4}
     * @param arguments the program's
     */
    Running submit(Class<?> program, List<String> settings, Object... arguments) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>(inNamespace);
        command.addAll(List.of(ROOT.resolve("lab").toString(), "spark", "submit", "--conf", "spark.ui.port=" + port));
        settings.forEach(setting -> command.addAll(List.of("--conf", setting)));
        command.addAll(List.of("--class", program.getName(), jar(program).toString()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        return new Running(begin(command), port);
    }

    /** {@return a jar with the program alone} */
    private Path jar(Class<?> program) throws IOException {
        Path jar = folder.resolve(program.getSimpleName() + ".jar");
        String entry = program.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                InputStream code = program.getResourceAsStream("/" + entry)) {
            zip.putNextEntry(new ZipEntry(entry));
            code.transferTo(zip);
        }
        return jar;
    }

    /** A program that runs, and what its page shows. */
    final class Running {

        private static final ObjectMapper JSON = new ObjectMapper();

        private final Begun begun;
        private final String page;

        Running(Begun begun, int port) {
            this.begun = begun;
            page = "http://127.0.0.1:%d/api/v1/applications".formatted(port);
        }

        /** Waits for its end. */
        Result result() throws IOException, InterruptedException {
            if (!begun.process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                begun.process.destroyForcibly();
                throw new AssertionError(begun.command + " did not end: " + Files.readString(begun.output));
            }
            return new Result(begun.process.exitValue(), Files.readString(begun.output));
        }

        boolean hasEnded() {
            return !begun.process.isAlive();
        }

        /** {@return a part of Spark's REST API, such as {@code executors}; an empty list before the page is there} */
        List<JsonNode> shown(String part) {
            try {
                String application = read(page).get(0).get("id").asText();
                return StreamSupport.stream(read(page + "/" + application + "/" + part).spliterator(), false).toList();
            } catch (IOException | NullPointerException e) {
                return List.of();
            }
        }

        private static JsonNode read(String address) throws IOException {
            try (InputStream json = URI.create(address).toURL().openStream()) {
                return JSON.readTree(json);
            }
        }

        /** {@return what the page shows of the executor of a worker, if there is one} */
        Optional<JsonNode> executor(int worker) {
            return LabSpark.this.executor(worker).flatMap(process -> {
                List<String> arguments = List.of(process.info().arguments().orElse(new String[0]));
                int id = arguments.indexOf("--executor-id") + 1;
                return shown("executors").stream()
                        .filter(shown -> id > 0 && shown.get("id").asText().equals(arguments.get(id))).findFirst();
            });
        }
    }

    // ------------------------------------------------------------------------------------------------ processes and disks

    /** {@return the process of {@code master}, {@code worker-1} or {@code worker-2}} */
    ProcessHandle process(String part) throws IOException {
        return ProcessHandle.of(Long.parseLong(Files.readString(state.resolve(part + ".pid")).strip())).orElseThrow();
    }

    /** {@return the process of the executor of a worker, if there is one} */
    Optional<ProcessHandle> executor(int worker) {
        try {
            return process("worker-" + worker).children()
                    .filter(child -> child.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend")).findFirst();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Kills a worker and its executor, as {@code kill -9} does. */
    void kill(int worker) throws IOException {
        Optional<ProcessHandle> executor = executor(worker);
        process("worker-" + worker).destroyForcibly();
        executor.ifPresent(ProcessHandle::destroyForcibly);
    }

    /** {@return the folder in which a worker keeps what is shuffled or does not fit into memory} */
    Path diskOf(int worker) {
        return state.resolve("work-" + worker + "-disk");
    }

    /**
     * Puts a small disk under a folder, or gives it another size. Only the processes of this cluster see it.
     *
     * @param size such as {@code 8m}
     */
    void mount(Path place, String size) throws IOException, InterruptedException {
        Files.createDirectories(place);
        disks.add(place);
        shell("mountpoint -q '%1$s' && mount -o remount,size=%2$s '%1$s' || mount -t tmpfs -o size=%2$s none '%1$s'"
                .formatted(place, size));
    }

    /** {@return what a command of the shell prints that sees the disks} */
    String shell(String line) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(inNamespace);
        command.addAll(List.of("sh", "-c", line));
        Result done = run(command);
        assertEquals(0, done.status(), done.output());
        return done.output();
    }

    /** Ends the cluster. */
    @Override
    public void close() throws IOException {
        try {
            for (Path disk : disks) {
                shell("umount -l '%s'".formatted(disk));
            }
            lab("spark", "stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

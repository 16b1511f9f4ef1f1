package io.github.huggingtweets.tracking;

import io.github.huggingtweets.tracking.SendFailure.Then;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Python environment with the clients of Weights &amp; Biases and Trackio. It is made when it is first needed, which takes Python
 * 3.10 or newer and a network; {@code HUGGINGTWEETS_PYTHON} names a Python that has them already.
 */
final class PythonPackages {

    static final String VARIABLE = "HUGGINGTWEETS_PYTHON";

    private static final String LIST = "trackers-requirements.txt";
    private static final String INSTALLED = "requirements.installed";
    private static final List<String> COMMANDS =
            List.of("python3", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10", "python");
    private static final String CAN_MAKE_ENVIRONMENTS = "import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 10))";
    private static final String HAS_CLIENTS =
            "import importlib.util as u, sys; sys.exit(not (u.find_spec('wandb') and u.find_spec('trackio')))";
    private static final Pattern NO_CONNECTION = Pattern.compile("NewConnectionError|NameResolutionError|ConnectTimeoutError|"
            + "ReadTimeoutError|ProxyError|SSLError|Connection(?:Reset|Refused|Aborted)|RemoteDisconnected|from versions: none");
    private static final Pattern LOGIN = Pattern.compile("://[^/@\\s]*@");

    /** Two threads may need the environment at the same time; a lock on a file holds other programs off only. */
    private static final Object MAKING = new Object();

    private final Path folder;
    private final Map<String, String> variables;
    private final Consumer<String> notes;

    /**
     * Prepares, and makes nothing.
     *
     * @param folder where the environment is, or will be made
     * @param variables the environment variables of programs
     * @param notes is told, in a sentence, that something is downloaded
     */
    PythonPackages(Path folder, Map<String, String> variables, Consumer<String> notes) {
        this.folder = folder;
        this.variables = variables;
        this.notes = notes;
    }

    /**
     * {@return the command of a Python that has the clients} Makes the environment if there is none.
     *
     * @throws SendFailure if there is no Python, or the clients cannot be installed
     */
    List<String> command() throws SendFailure, InterruptedException {
        String named = variables.getOrDefault(VARIABLE, "");
        if (!named.isBlank()) {
            if (!succeeds(List.of(named, "-c", HAS_CLIENTS))) {
                throw failure(
                        "%s is %s, which is no Python that has wandb and trackio; install them with '%s -m pip install wandb "
                                + "trackio', or unset the variable",
                        VARIABLE, named, named);
            }
            return List.of(named);
        }
        try {
            synchronized (MAKING) {
                if (!isReady()) {
                    makeAlone();
                }
            }
            return List.of(python(), "-I"); // nothing of the user's own Python packages
        } catch (IOException e) {
            throw failure("The folder %s for Python's packages cannot be written (%s); make room there, or make it writable",
                    folder, e.getMessage());
        }
    }

    private String python() {
        return folder.resolve("bin").resolve("python").toString();
    }

    private boolean isReady() throws InterruptedException {
        try {
            return Files.readString(folder.resolve(INSTALLED)).equals(list()) && succeeds(List.of(python(), "-I", "-c", ""));
        } catch (IOException e) {
            return false;
        }
    }

    private void makeAlone() throws IOException, SendFailure, InterruptedException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        Path lock = folder.resolveSibling(folder.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock(); // ends with the channel
            if (!isReady()) {
                make();
            }
        }
    }

    private void make() throws IOException, SendFailure, InterruptedException {
        String base = findPython();
        notes.accept(
                "Installing the Python clients of Weights & Biases and Trackio into %s (once; it takes 300 MB of the disk) ..."
                        .formatted(folder));
        Path log = Files.createTempFile("huggingtweets-pip-", ".log");
        try {
            if (run(List.of(base, "-m", "venv", "--clear", folder.toString()), log) != 0) {
                throw new IOException(reason(log));
            }
            Path wanted = Files.writeString(folder.resolve(LIST), list());
            if (run(List.of(python(), "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input",
                    "--requirement", wanted.toString()), log) != 0) {
                throw failure("The Python clients of Weights & Biases and Trackio cannot be installed: %s", reason(log));
            }
            Files.move(wanted, folder.resolve(INSTALLED));
        } finally {
            Files.delete(log);
        }
    }

    private String findPython() throws SendFailure, InterruptedException {
        List<Path> places = Stream.of(variables.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(place -> !place.isBlank()).map(Path::of).toList();
        for (String name : COMMANDS) {
            for (Path place : places) {
                String command = place.resolve(name).toString();
                if (Files.isExecutable(place.resolve(name)) && succeeds(List.of(command, "-c", CAN_MAKE_ENVIRONMENTS))) {
                    return command;
                }
            }
        }
        throw failure(
                "Weights & Biases and Trackio need Python 3.10 or newer with its module venv, and there is none on the PATH; "
                        + "install it (Debian, Ubuntu: sudo apt install python3 python3-venv; macOS: brew install python)");
    }

    /** Says in a few words why pip failed, without a password of an address. */
    private static String reason(Path log) throws IOException {
        String text = LOGIN.matcher(new String(Files.readAllBytes(log), StandardCharsets.UTF_8)).replaceAll("://");
        if (NO_CONNECTION.matcher(text).find()) {
            return "the package index does not answer; check the connection to the internet, and the proxy in HTTPS_PROXY if you need one";
        }
        Optional<String> last = text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("[notice]"))
                .reduce((earlier, later) -> later);
        return last.map(line -> line.replaceFirst("^(?:ERROR|Error): ", "").replaceFirst("\\.+$", "")).orElse("it says nothing");
    }

    private boolean succeeds(List<String> command) throws InterruptedException {
        try {
            return run(command, null) == 0;
        } catch (IOException e) {
            return false; // there is no such command
        }
    }

    private int run(List<String> command, Path log) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(log == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.to(log.toFile()));
        clean(builder.environment(), variables);
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw e;
        }
    }

    /** Gives a Python program its environment variables, without those that lead it to the packages of another Python. */
    static void clean(Map<String, String> environment, Map<String, String> variables) {
        environment.clear();
        environment.putAll(variables);
        environment.keySet().removeAll(List.of("PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "VIRTUAL_ENV"));
    }

    private static String list() {
        return resource(LIST);
    }

    static String resource(String name) {
        try (InputStream in = PythonPackages.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SendFailure failure(String message, Object... facts) {
        return new SendFailure(Then.KEEP, message.formatted(facts), null);
    }
}

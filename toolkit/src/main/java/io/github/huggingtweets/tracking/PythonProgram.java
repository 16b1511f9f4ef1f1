package io.github.huggingtweets.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.huggingtweets.http.CacheLocation;
import io.github.huggingtweets.progress.ProgressListener;
import io.github.huggingtweets.tracking.SendFailure.Then;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The Python program {@code trackers.py} in the resources, which drives the clients of Weights &amp; Biases and Trackio: one process for
 * all runs of this JVM. It is started when somebody asks it something, and ended when nobody needs it. It ends by itself when the JVM
 * does, even if that is killed, since its input ends then.
 */
final class PythonProgram {

    private static final String PROGRAM = "trackers.py";
    /** Reads the program from its input, byte by byte up to the first request, so that it needs no file. */
    private static final String START = """
            import os, sys
            size, program = int(sys.argv[1]), b""
            while len(program) < size:
                program += os.read(0, size - len(program)) or sys.exit(1)
            exec(compile(program, "trackers.py", "exec"))
            """;
    /** How long it may take to end, with what it has to send then. */
    private static final Duration ENDING = Duration.ofMinutes(3);

    private static PythonProgram shared;

    private final PythonPackages packages;
    private final Map<String, String> variables;
    private final Duration patience;
    private final Set<Object> users = new HashSet<>();
    private Running running;

    /**
     * Prepares, and starts nothing.
     *
     * @param packages where the clients are
     * @param variables its environment variables
     * @param patience how long an answer may take
     */
    PythonProgram(PythonPackages packages, Map<String, String> variables, Duration patience) {
        this.packages = packages;
        this.variables = Map.copyOf(variables);
        this.patience = patience;
    }

    /** {@return the program of this JVM} */
    static synchronized PythonProgram shared() {
        if (shared == null) {
            Map<String, String> variables = System.getenv();
            shared = new PythonProgram(new PythonPackages(CacheLocation.standard().resolve("trackers"), variables,
                    note -> ProgressListener.standard().onNote(note)), variables, Duration.ofMinutes(4));
        }
        return shared;
    }

    /** {@return the value of an environment variable; empty if it has none} */
    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    /**
     * Asks the program, and starts it if it does not run.
     *
     * @param user who asks; the program runs until each user is {@linkplain #release released}
     * @param request what to do
     * @param more how much longer than usual the answer may take
     * @return the answer
     * @throws SendFailure if there is none
     */
    JsonNode ask(Object user, ObjectNode request, Duration more) throws SendFailure, InterruptedException {
        return started(user).ask(request, patience.plus(more));
    }

    private synchronized Running started(Object user) throws SendFailure, InterruptedException {
        if (running == null || !running.isAlive()) {
            List<String> command = new ArrayList<>(packages.command());
            byte[] text = PythonPackages.resource(PROGRAM).getBytes(StandardCharsets.UTF_8);
            command.addAll(List.of("-c", START, Integer.toString(text.length)));
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            PythonPackages.clean(builder.environment(), variables);
            try {
                running = new Running(builder.start(), text);
            } catch (IOException e) {
                throw new SendFailure(Then.KEEP, "Python cannot be started (" + e.getMessage() + ")", e);
            }
        }
        users.add(user);
        return running;
    }

    /**
     * Tells the program that a user has no more events for now, and ends it if it has nothing more to do.
     *
     * @param user who asked
     * @param request what the program does at last
     */
    synchronized void release(Object user, ObjectNode request) {
        if (users.remove(user) && running != null) {
            Running asked = running;
            asked.tell(request).thenAccept(answer -> endIfUnused(asked, answer.path("open").asInt()));
        }
    }

    private synchronized void endIfUnused(Running asked, int open) {
        if (users.isEmpty() && open == 0 && asked == running) {
            running = null;
            asked.end();
        }
    }

    /** The program while it runs. */
    private static final class Running {

        private final Process process;
        private final Map<Integer, CompletableFuture<JsonNode>> questions = new ConcurrentHashMap<>();
        /** Writes to the process, which blocks if that does not read. */
        private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> thread(task, "Writes to Python"));
        private volatile String ended;
        private int asked;

        Running(Process process, byte[] program) {
            this.process = process;
            writer.execute(() -> write(program));
            thread(this::read, "Reads from Python").start();
        }

        private static Thread thread(Runnable task, String name) {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        }

        boolean isAlive() {
            return ended == null && process.isAlive();
        }

        private void read() {
            try (BufferedReader answers = new BufferedReader(
                    new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                    if (!take(line)) {
                        stop("answered what it should not");
                        return;
                    }
                }
            } catch (IOException e) {
                // it has ended
            }
            stop("ended by itself");
        }

        /** Hands an answer to who waits for it. */
        private boolean take(String line) {
            try {
                JsonNode answer = Event.JSON.readTree(line);
                if (!answer.path("id").isInt()) {
                    return false;
                }
                CompletableFuture<JsonNode> question = questions.remove(answer.get("id").asInt());
                if (question != null) {
                    question.complete(answer);
                }
                return true;
            } catch (JsonProcessingException e) {
                return false;
            }
        }

        JsonNode ask(ObjectNode request, Duration limit) throws SendFailure, InterruptedException {
            CompletableFuture<JsonNode> answer = tell(request);
            try {
                return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                stop("did not answer within %,d seconds".formatted(limit.toSeconds()));
                throw new SendFailure(Then.RETRY, "The Python program of this tracker " + ended, e);
            } catch (ExecutionException e) {
                throw new SendFailure(Then.RETRY, "The Python program of this tracker " + ended, e);
            }
        }

        synchronized CompletableFuture<JsonNode> tell(ObjectNode request) {
            int id = ++asked;
            CompletableFuture<JsonNode> question = new CompletableFuture<>();
            questions.put(id, question);
            byte[] line = (request.put("id", id) + "\n").getBytes(StandardCharsets.UTF_8);
            if (ended == null) {
                writer.execute(() -> write(line));
            } else {
                question.completeExceptionally(new IOException(ended));
            }
            return question;
        }

        private void write(byte[] line) {
            try {
                OutputStream requests = process.getOutputStream();
                requests.write(line);
                requests.flush();
            } catch (IOException e) {
                // it has ended, which its reader notices
            }
        }

        /** Lets the program finish what it does, and end. */
        void end() {
            writer.execute(() -> {
                try {
                    process.getOutputStream().close();
                } catch (IOException e) {
                    // it has ended
                }
            });
            CompletableFuture.delayedExecutor(ENDING.toMillis(), TimeUnit.MILLISECONDS).execute(() -> stop("was ended"));
        }

        /** Kills the program, with those that it has started, and disappoints who waits. */
        private void stop(String how) {
            synchronized (this) {
                ended = ended == null ? how : ended;
            }
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            writer.shutdown();
            questions.values().forEach(question -> question.completeExceptionally(new IOException(how)));
            questions.clear();
        }
    }
}

package io.github.huggingtweets.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.huggingtweets.tracking.SendFailure.Then;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A service that has a client in Python only. Its environment variables are those of the client, such as {@code WANDB_MODE} and
 * {@code TRACKIO_DIR}.
 *
 * @param client the client
 * @param project the project that runs belong to
 * @param program the Python program that drives the client
 */
record PythonService(Client client, String project, PythonProgram program) implements Service {

    /** A client in Python. */
    enum Client {

        /** The client of Weights &amp; Biases. */
        WANDB("Weights & Biases", List.of("WANDB_BASE_URL")),

        /** The client of Trackio. */
        TRACKIO("Trackio", List.of("TRACKIO_SPACE_ID", "TRACKIO_SERVER_URL", "TRACKIO_DIR"));

        private final String title;
        private final List<String> places;

        /** @param places the variables that say where runs are recorded, if not in the usual place */
        Client(String title, List<String> places) {
            this.title = title;
            this.places = places;
        }
    }

    private static final int LONGEST_NAME = 128;
    private static final Pattern NO_NAME = Pattern.compile("[/\\\\#?%:\\p{Cntrl}]");
    private static final double BYTES_A_SECOND = 100_000;

    /** @throws IllegalArgumentException if the project cannot have this name */
    PythonService {
        if (project.isBlank() || project.length() > LONGEST_NAME || NO_NAME.matcher(project).find()) {
            throw new IllegalArgumentException(
                    "The name of a project of %s has 1 to %d characters, and none of / \\ # ? %% : in it; '%s' "
                            .formatted(client.title, LONGEST_NAME, project) + "is none. Choose another one.");
        }
    }

    @Override
    public String name() {
        return client.title;
    }

    @Override
    public String folder() {
        String place = client.places.stream().map(program::variable).filter(value -> !value.isBlank()).findFirst().orElse("");
        String name = client.name().toLowerCase(Locale.ROOT);
        return place.isEmpty() ? name : name + "-" + Artifact.named(withoutLogin(place));
    }

    /** {@return an address without a user, a password, or a query, which may hold a token} */
    private static String withoutLogin(String place) {
        if (!place.contains("://")) {
            return place;
        }
        try {
            URI address = new URI(place.strip());
            return "%s%s%s".formatted(address.getHost(), address.getPort() < 0 ? "" : "-" + address.getPort(), address.getPath());
        } catch (URISyntaxException e) {
            return "elsewhere"; // the client says what is wrong with it
        }
    }

    @Override
    public Sender sender(Path outbox) {
        return new PythonSender(outbox.toAbsolutePath());
    }

    /** Hands the events of one run to the program. */
    private final class PythonSender implements Sender {

        private final Path outbox;
        private Optional<String> address = Optional.empty();

        PythonSender(Path outbox) {
            this.outbox = outbox;
        }

        private ObjectNode request() {
            return Event.JSON.createObjectNode().put("service", client.name().toLowerCase(Locale.ROOT))
                    .put("outbox", outbox.toString());
        }

        @Override
        public void send(List<Event> events) throws SendFailure, InterruptedException {
            ObjectNode request = request();
            ArrayNode list = request.putArray("events");
            long bytes = 0;
            for (Event event : events) {
                list.add(Event.JSON.<ObjectNode>valueToTree(event));
                if (event instanceof Event.Files files && files.folder().isPresent()) {
                    bytes += size(Path.of(files.folder().get()));
                }
            }
            JsonNode answer = program.ask(this, request, Duration.ofSeconds((long) (bytes / BYTES_A_SECOND)));
            if (answer.has("failure")) {
                throw new SendFailure(Then.valueOf(answer.get("failure").asText().toUpperCase(Locale.ROOT)),
                        answer.path("why").asText(), null);
            }
            if (answer.hasNonNull("address")) {
                address = Optional.of(answer.get("address").asText());
            }
        }

        private static long size(Path folder) {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.mapToLong(file -> file.toFile().length()).sum();
            } catch (IOException | UncheckedIOException e) {
                return 0; // the program says what is wrong with it
            }
        }

        @Override
        public Optional<String> address() {
            return address;
        }

        @Override
        public void close() {
            program.release(this, request().put("close", true));
        }
    }
}

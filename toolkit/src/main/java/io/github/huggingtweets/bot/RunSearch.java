package io.github.huggingtweets.bot;

import io.github.huggingtweets.gpt2.FolderUpdate;
import io.github.huggingtweets.gpt2.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The search for records of trainings below a folder. */
final class RunSearch {

    /** How many folders below the first one are entered; the cache of the Hugging Face Hub takes four. */
    private static final int DEPTH = 8;

    /** The folder of a checkpoint, whose training has the name of the folder around it. */
    private static final Pattern CHECKPOINT = Pattern.compile("step-\\d{9}");

    private final Path root;
    private final Deque<Place> folders = new ArrayDeque<>();
    private final Deque<Place> links = new ArrayDeque<>();
    private final Set<Path> entered = new HashSet<>();
    private final List<FoundRun> bots = new ArrayList<>();
    private final List<FoundRun> checkpoints = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** A folder to enter, and how many folders below the first one it is. */
    private record Place(Path folder, int depth) {}

    private RunSearch(Path root) {
        this.root = root;
    }

    /**
     * Searches a folder.
     *
     * @param root the folder
     * @return the runs, in any order
     * @throws ModelException if it is no folder
     */
    static Runs in(Path root) {
        if (!Files.isDirectory(root)) {
            throw new ModelException("%s; name a folder that holds saved bots or checkpoints".formatted(
                    Files.exists(root) ? root + " is a file" : "There is no folder " + root));
        }
        return new RunSearch(root).found();
    }

    private Runs found() {
        folders.add(new Place(root, 0));
        while (!folders.isEmpty() || !links.isEmpty()) { // links last, so that a run has the name of its own folder
            if (Thread.interrupted()) {
                throw new CancellationException("The search for runs was stopped.");
            }
            Place next = folders.isEmpty() ? links.remove() : folders.remove();
            try {
                Path real = next.folder().toRealPath();
                boolean isLoop = next.depth() > 0 && root.toRealPath().startsWith(real);
                if (!isLoop && entered.add(real)) {
                    enter(next);
                }
            } catch (IOException e) {
                notes.add("The folder %s cannot be read: %s.".formatted(name(next.folder()), BotFolder.reason(e)));
            } catch (UncheckedIOException e) {
                notes.add("The folder %s cannot be read: %s.".formatted(name(next.folder()), BotFolder.reason(e.getCause())));
            } catch (ModelException e) {
                notes.add(e.getMessage() + ".");
            }
        }
        List<FoundRun> all = new ArrayList<>(bots);
        checkpoints.forEach(training -> {
            Optional<FoundRun> bot = bots.stream().filter(saved -> isOf(training, saved)).findFirst();
            bot.ifPresentOrElse(
                    saved -> notes
                            .add("%s holds checkpoints of the training that made %s.".formatted(training.name(), saved.name())),
                    () -> all.add(training));
        });
        return new Runs(root, all, notes);
    }

    private void enter(Place place) throws IOException {
        List<Path> inside = inside(place.folder());
        if (inside.stream().anyMatch(RunSearch::isHidden)) {
            FolderUpdate.finish(place.folder()); // of a program that was killed while it saved a bot there
            inside = inside(place.folder());
        }
        Path record = place.folder().resolve(Run.FILE);
        if (Files.isRegularFile(record)) {
            read(record).ifPresent(run -> bots.add(new FoundRun(name(place.folder()), place.folder(), run)));
        }
        List<Path> steps = inside.stream().filter(RunSearch::isCheckpoint).sorted(Comparator.reverseOrder()).toList();
        steps.stream().map(step -> checkpoint(place.folder(), step)).flatMap(Optional::stream).findFirst()
                .ifPresent(checkpoints::add);
        if (place.depth() < DEPTH) {
            inside.stream().filter(path -> !isHidden(path) && !steps.contains(path) && Files.isDirectory(path))
                    .forEach(path -> (Files.isSymbolicLink(path) ? links : folders).add(new Place(path, place.depth() + 1)));
        }
    }

    private static List<Path> inside(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private static boolean isCheckpoint(Path path) {
        return CHECKPOINT.matcher(path.getFileName().toString()).matches() && Files.isDirectory(path);
    }

    private Optional<FoundRun> checkpoint(Path training, Path step) {
        Path record = step.resolve(Run.FILE);
        if (Files.isRegularFile(record)) {
            return read(record).map(run -> new FoundRun(name(training), step, run));
        }
        notes.add("The checkpoint %s has no %s; resume the training to write one.".formatted(name(step), Run.FILE));
        return Optional.empty();
    }

    private Optional<Run> read(Path record) {
        try {
            return Optional.of(Run.read(record));
        } catch (IOException e) {
            notes.add("%s is left out, since it is no whole record of a training: %s.".formatted(name(record),
                    BotFolder.reason(e)));
            return Optional.empty();
        }
    }

    /** {@return the path below the folder that is searched, with slashes on all systems; of that folder itself, its last name} */
    private String name(Path path) {
        if (path.equals(root)) {
            Path last = root.toAbsolutePath().normalize().getFileName();
            return last == null ? root.toString() : last.toString();
        }
        Path below = root.relativize(path);
        return Stream.iterate(0, i -> i < below.getNameCount(), i -> i + 1).map(i -> below.getName(i).toString())
                .collect(Collectors.joining("/"));
    }

    /** {@return whether a bot is what a training has come to; a training that was resumed may have come further} */
    private static boolean isOf(FoundRun training, FoundRun bot) {
        return training.run().started().equals(bot.run().started()) && training.run().baseModel().equals(bot.run().baseModel())
                && training.run().steps().size() <= bot.run().steps().size();
    }
}

package io.github.huggingtweets.hub;

import io.github.huggingtweets.http.Pause;
import io.github.huggingtweets.http.Retries;
import io.github.huggingtweets.hub.UploadConnection.Account;
import io.github.huggingtweets.hub.UploadConnection.Mode;
import io.github.huggingtweets.progress.ProgressListener;
import io.github.huggingtweets.progress.TransferMeter;
import io.github.huggingtweets.progress.TransferProgress.Direction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Uploads a folder into a repository: what has changed, large files first, and at last one commit, so that the repository has
 * either all of the new files or all of the old ones.
 */
final class FolderUpload {

    private static final String SUMMARY = "Upload with HuggingTweets for Java";

    /** Large files that were stopped in the middle. */
    private static final Map<Unfinished, LargeUpload> UNFINISHED = new ConcurrentHashMap<>();

    private record Unfinished(URI endpoint, String repository, Etag content) {}

    private final HubSettings settings;
    private final UploadConnection connection;
    private final Retries retries;
    private final ProgressListener listener;
    private final RepositoryId repository;
    /** Counts from the first byte that is sent. */
    private TransferMeter meter;
    private final Consumer<Pause> notes;
    private boolean isOpen;
    private boolean isNew;
    private boolean isCommitting;

    FolderUpload(HubSettings settings, UploadConnection connection, Retries retries, ProgressListener listener,
            RepositoryId repository) {
        this.settings = settings;
        this.connection = connection;
        this.retries = retries;
        this.listener = listener;
        this.repository = repository;
        notes = pause -> listener.onNote(Hub.note(repository, pause));
    }

    /**
     * Uploads.
     *
     * @param folder the folder
     * @param replaced of the names of the files in the repository, selects those that are removed unless the folder has them
     * @return what was uploaded
     */
    Published run(Path folder, UnaryOperator<Set<String>> replaced) {
        try {
            return upload(LocalFile.in(folder), replaced);
        } catch (CancellationException e) {
            fail(e);
            throw new CancellationException(UploadConnection.INTERRUPTED + " " + whole());
        } catch (IOException e) {
            throw ended(folder, e);
        } catch (UncheckedIOException e) {
            throw ended(folder, e.getCause());
        } catch (HubException e) {
            fail(e);
            throw isOpen ? new HubException("%s. %s".formatted(e.getMessage(), whole()), e) : e; // else nothing was sent
        } catch (RuntimeException e) {
            fail(e);
            throw e;
        }
    }

    private void fail(Exception end) {
        if (meter != null) {
            meter.fail(end);
        }
    }

    /** A person who stops a program while it reads a file makes that fail. */
    private RuntimeException ended(Path folder, IOException e) {
        RuntimeException end = e instanceof ClosedByInterruptException && Thread.interrupted()
                ? new CancellationException(UploadConnection.INTERRUPTED + " " + whole()) : unreadable(folder, e);
        fail(end);
        return end;
    }

    /** {@return what has become of the repository after a failure} */
    private String whole() {
        String name = repository.name();
        return isCommitting ? ("Whether the new files are in %s is not known; look at %s, or push again, which sends nothing"
                + " twice").formatted(name, Published.address(settings, repository))
                : isNew ? name + " is there, private, and without the new files; the next push goes on from here"
                : name + " is as it was, and the next push goes on from here";
    }

    private HubException unreadable(Path folder, IOException e) {
        if (!isOpen && e instanceof NoSuchFileException) {
            return new HubException("There is no folder %s to push; check its path".formatted(folder), e);
        }
        String reason = e instanceof FileSystemException file && file.getReason() != null ? file.getReason()
                : e.getMessage() == null || e instanceof FileSystemException ? e.getClass().getSimpleName() : e.getMessage();
        String where = e instanceof FileSystemException file && file.getFile() != null ? file.getFile() : folder.toString();
        return new HubException("%s cannot be read (%s); make it readable, and push again%s"
                .formatted(where, reason, isOpen ? ". " + whole() : ""), e);
    }

    private Published upload(List<LocalFile> files, UnaryOperator<Set<String>> replaced) throws IOException {
        RepositoryState state = open();
        isOpen = true;
        List<RemoteFile> before =
                isNew || state.commit().isEmpty() ? List.of() : ask(() -> connection.files(repository, state.commit().get()));
        Map<String, RemoteFile> known = before.stream().collect(Collectors.toMap(RemoteFile::name, file -> file, (a, b) -> b));
        List<LocalFile> changed = new ArrayList<>();
        for (LocalFile file : files) {
            if (!known.containsKey(file.name()) || !file.equalsContent(known.get(file.name()))) {
                changed.add(file);
            }
        }
        Set<String> names = files.stream().map(LocalFile::name).collect(Collectors.toSet());
        List<String> removed =
                replaced.apply(known.keySet()).stream().filter(name -> known.containsKey(name) && !names.contains(name))
                        .sorted().toList();
        Map<LocalFile, Mode> modes = changed.isEmpty() ? Map.of() : ask(() -> modes(changed));
        modes.forEach((file, mode) -> {
            if (mode == Mode.IGNORED) {
                listener.onNote(
                        "%s stays here, since the file .gitignore in %s names it.".formatted(file.name(), repository.name()));
            }
        });
        List<LocalFile> sent = changed.stream().filter(file -> modes.get(file) != Mode.IGNORED).toList();
        Published published = new Published(settings, connection, retries, listener, state, state.commit().orElse(""),
                sent.stream().map(LocalFile::name).toList(), sent.stream().mapToLong(LocalFile::size).sum(), removed,
                files.size() - changed.size());
        if (sent.isEmpty() && removed.isEmpty()) {
            return published;
        }
        meter = new TransferMeter(Direction.UPLOAD, repository.name(), listener);
        sent.forEach(file -> meter.expect(file.size()));
        List<LocalFile> large = sent.stream().filter(file -> modes.get(file) == Mode.LARGE).toList();
        for (LocalFile file : large) {
            send(file);
        }
        List<LocalFile> regular = sent.stream().filter(file -> modes.get(file) == Mode.REGULAR).toList();
        String commit = commit(state.commit(), regular, large, removed);
        meter.done();
        return published.at(commit);
    }

    private <T> T ask(Supplier<T> request) {
        try {
            return retries.ask(request, notes);
        } catch (HubException.Forbidden e) {
            throw explained(e);
        }
    }

    private Map<LocalFile, Mode> modes(List<LocalFile> files) {
        try {
            return connection.modes(repository, files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // -------------------------------------------------------------------------------------------------- the repository

    /** Makes the repository, or finds it. A token may be allowed to write to one repository and not to make any. */
    private RepositoryState open() {
        try {
            isNew = retries.ask(() -> connection.create(repository), notes);
        } catch (HubException.Forbidden e) {
            Optional<RepositoryState> there = stateIfThere();
            if (there.isEmpty() || account().filter(this::mayOwn).isEmpty()) {
                throw explained(e, there.isPresent());
            }
            return there.get();
        }
        RepositoryState state = ask(() -> connection.state(repository));
        if (isNew && !state.isPrivate()) {
            throw new HubException("%s has made %s visible to everybody, although it was asked for a private one, so no file was"
                    .formatted(settings.endpoint(), repository.name()) + " uploaded; make it private there, and push again");
        }
        return state;
    }

    private Optional<RepositoryState> stateIfThere() {
        try {
            return Optional.of(connection.state(repository));
        } catch (HubException e) {
            return Optional.empty();
        }
    }

    private Optional<Account> account() {
        try {
            return Optional.of(connection.account(repository));
        } catch (HubException e) {
            return Optional.empty(); // the message of the refusal remains
        }
    }

    private boolean mayOwn(Account account) {
        return !account.mayOnlyRead() && account.owners().stream().anyMatch(repository.owner()::equalsIgnoreCase);
    }

    private HubException explained(HubException.Forbidden refusal) {
        return explained(refusal, true);
    }

    private HubException explained(HubException.Forbidden refusal, boolean isThere) {
        Optional<Account> account = account();
        String tokens = settings.endpoint() + "/settings/tokens";
        if (account.isEmpty() || mayOwn(account.get())) {
            return refusal;
        }
        if (account.get().mayOnlyRead()) {
            return new HubException(("The token of %s may only read; make one that may write at %s, and name it in HF_TOKEN, or"
                    + " log in with it").formatted(account.get().name(), tokens), refusal);
        }
        String own = repository.name().replaceFirst(".*/", account.get().name() + "/");
        return new HubException((isThere ? "%s belongs to somebody else, and the token is that of %s; push to %s, or to another"
                + " name" : "%s cannot be made by %s, whose token it is; push to %s, or to an organization of yours")
                .formatted(repository.name(), account.get().name(), own), refusal);
    }

    // ------------------------------------------------------------------------------------------------------- the files

    /** Sends a large file, unless the Hub has its content. An upload that was stopped before is continued. */
    private void send(LocalFile file) throws IOException {
        Unfinished key = new Unfinished(settings.endpoint(), repository.name(), file.sha256());
        meter.begin(file.name());
        for (boolean isRepeated = false;; isRepeated = true) {
            Optional<LargeUpload> told = ask(() -> connection.instructions(repository, file));
            LargeUpload earlier = UNFINISHED.remove(key);
            if (told.isEmpty()) {
                meter.end(file.size());
                return;
            }
            LargeUpload upload = earlier != null && !isRepeated ? earlier : told.get();
            try {
                upload.run(connection, repository, file, retries, meter);
                requireUnchanged(file);
                meter.end(file.size());
                return;
            } catch (HubException.Expired e) {
                if (isRepeated) {
                    throw e;
                }
            } catch (UncheckedIOException e) {
                requireUnchanged(file);
                throw e;
            } catch (HubException.Temporary | CancellationException e) {
                UNFINISHED.put(key, upload);
                throw e;
            }
        }
    }

    private void requireUnchanged(LocalFile file) throws IOException {
        if (file.hasChanged()) {
            throw new HubException("%s was changed while it was uploaded; push again when nothing writes to it"
                    .formatted(file.path()));
        }
    }

    private String commit(Optional<String> parent, List<LocalFile> regular, List<LocalFile> large, List<String> removed)
            throws IOException {
        long bytes = regular.stream().mapToLong(LocalFile::size).sum();
        meter.begin(
                regular.isEmpty() ? "the commit" : regular.size() == 1 ? regular.get(0).name() : regular.size() + " small files");
        meter.at(0);
        for (LocalFile file : regular) {
            requireUnchanged(file);
        }
        String commit;
        try {
            commit = retries.ask(() -> {
                isCommitting = true;
                try {
                    return connection.commit(repository, parent, SUMMARY, regular, large, removed,
                            sent -> meter.at(Math.min(bytes, sent * 3 / 4))); // base64 takes four bytes for three
                } catch (HubException.Temporary | HubException.Conflict e) {
                    if (e instanceof HubException.Temporary busy && busy.retryAfter().isPresent()) {
                        isCommitting = false; // it has read nothing
                        throw e;
                    }
                    return arrived(parent, regular, large, removed).orElseThrow(() -> e);
                } catch (IOException e) {
                    isCommitting = false;
                    throw new UncheckedIOException(e);
                }
            }, pause -> meter.pause(pause.words()));
        } catch (HubException.Temporary | CancellationException e) {
            throw e;
        } catch (HubException e) {
            isCommitting = false; // it was refused, so it is not there
            throw e instanceof HubException.Forbidden refusal ? explained(refusal) : e;
        }
        meter.at(bytes);
        meter.end(bytes);
        return commit;
    }

    /** After an answer was lost, or after a conflict with an own commit whose answer was lost: finds this commit. */
    private Optional<String> arrived(Optional<String> parent, List<LocalFile> regular, List<LocalFile> large,
            List<String> removed) {
        try {
            Optional<String> newest = connection.state(repository).commit().filter(commit -> !Optional.of(commit).equals(parent));
            if (newest.isEmpty()) {
                return Optional.empty();
            }
            Map<String, RemoteFile> there = connection.files(repository, newest.get()).stream()
                    .collect(Collectors.toMap(RemoteFile::name, file -> file, (a, b) -> b));
            for (List<LocalFile> files : List.of(regular, large)) {
                for (LocalFile file : files) {
                    if (!there.containsKey(file.name()) || !file.equalsContent(there.get(file.name()))) {
                        return Optional.empty();
                    }
                }
            }
            return newest.filter(commit -> removed.stream().noneMatch(there::containsKey));
        } catch (HubException | IOException e) {
            return Optional.empty();
        }
    }
}

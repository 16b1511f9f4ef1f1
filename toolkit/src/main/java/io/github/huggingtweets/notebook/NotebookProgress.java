package io.github.huggingtweets.notebook;

import io.github.huggingtweets.progress.Progress;
import io.github.huggingtweets.progress.ProgressListener;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Shows each activity as one bar below its cell, which changes in place, and each note as a text of its own. {@code
 * ServiceLoader} makes it.
 */
public final class NotebookProgress implements ProgressListener {

    private final CellOutput output;
    private String activity = "";
    private String bar;

    /** Makes a display for the running cell. Outside notebooks it can be made, too, but is not {@linkplain #isAvailable available}. */
    public NotebookProgress() {
        this(Notebook.output());
    }

    NotebookProgress(CellOutput output) {
        this.output = output;
    }

    @Override
    public boolean isAvailable() {
        return output != null && output.isAvailable();
    }

    @Override
    public void onNote(String note) {
        output.show(Map.of(Rendering.PLAIN, note));
    }

    @Override
    public void onProgress(Progress progress) {
        boolean isNew = !progress.activity().equals(activity);
        if (isNew) {
            activity = progress.activity();
            bar = UUID.randomUUID().toString();
        }
        String percent = String.format(Locale.ROOT, "%.1f", 100 * progress.fraction());
        String html = Html.of("progress", Map.of("line", progress.line(), "percent", percent));
        Map<String, String> forms = Map.of(Rendering.PLAIN, progress.line(), Rendering.HTML, html);
        if (isNew) {
            output.show(bar, forms);
        } else {
            output.update(bar, forms);
        }
    }
}

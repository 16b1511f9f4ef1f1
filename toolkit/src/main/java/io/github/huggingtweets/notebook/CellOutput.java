package io.github.huggingtweets.notebook;

import java.util.Map;

/** The place below the cell that is running. The adapter of a kernel implements it. */
public interface CellOutput {

    /** {@return whether a cell is running, so that its output can be shown} */
    boolean isAvailable();

    /**
     * Shows something in a new output.
     *
     * @param forms what to show, by media type
     */
    void show(Map<String, String> forms);

    /**
     * Shows something in a new output that can be changed in place.
     *
     * @param id the name of the output, which no other output has
     * @param forms what to show, by media type
     */
    void show(String id, Map<String, String> forms);

    /**
     * Changes an output in place.
     *
     * @param id the name of the output
     * @param forms what to show instead, by media type
     */
    void update(String id, Map<String, String> forms);
}

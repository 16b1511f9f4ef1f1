package io.github.huggingtweets.notebook.rapaio;

import io.github.huggingtweets.notebook.CellOutput;
import java.util.Map;
import org.rapaio.jupyter.kernel.core.RapaioKernel;
import org.rapaio.jupyter.kernel.display.DisplayData;

/** The place below the running cell of rapaio's kernel. */
record RapaioOutput(RapaioKernel kernel) implements CellOutput {

    @Override
    public boolean isAvailable() {
        return kernel.channels() != null && kernel.channels().hasMsgId();
    }

    @Override
    public void show(Map<String, String> forms) {
        kernel.display(data(forms));
    }

    @Override
    public void show(String id, Map<String, String> forms) {
        kernel.display(data(id, forms));
    }

    @Override
    public void update(String id, Map<String, String> forms) {
        kernel.updateDisplay(data(id, forms));
    }

    private static DisplayData data(String id, Map<String, String> forms) {
        DisplayData data = data(forms);
        data.setDisplayId(id);
        return data;
    }

    static DisplayData data(Map<String, String> forms) {
        DisplayData data = DisplayData.fromText("");
        forms.forEach(data::putData);
        return data;
    }
}

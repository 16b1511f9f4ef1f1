package io.github.huggingtweets.notebook.jjava;

import io.github.huggingtweets.notebook.CellOutput;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** The place below the running cell of JJava. */
record JJavaOutput(BaseKernel kernel) implements CellOutput {

    @Override
    public boolean isAvailable() {
        return kernel.getIO().isAttached();
    }

    @Override
    public void show(Map<String, String> forms) {
        DisplayData data = data(forms);
        Sending.run(() -> kernel.display(data));
    }

    @Override
    public void show(String id, Map<String, String> forms) {
        DisplayData data = data(forms);
        data.putTransientData(DisplayData.DISPLAY_ID_KEY, id);
        Sending.run(() -> kernel.display(data));
    }

    @Override
    public void update(String id, Map<String, String> forms) {
        DisplayData data = data(forms);
        data.putTransientData(DisplayData.DISPLAY_ID_KEY, id);
        Sending.run(() -> kernel.getIO().display.updateDisplay(data));
    }

    private static DisplayData data(Map<String, String> forms) {
        DisplayData data = new DisplayData();
        forms.forEach(data::putData);
        return data;
    }
}

package io.github.huggingtweets.notebook.ijava;

import io.github.huggingtweets.notebook.CellOutput;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Map;

/** The place below the running cell of IJava. */
record IJavaOutput(BaseKernel kernel) implements CellOutput {

    @Override
    public boolean isAvailable() {
        return kernel.getIO().isAttached();
    }

    @Override
    public void show(Map<String, String> forms) {
        kernel.display(data(forms));
    }

    @Override
    public void show(String id, Map<String, String> forms) {
        DisplayData data = data(forms);
        data.setDisplayId(id);
        kernel.display(data);
    }

    @Override
    public void update(String id, Map<String, String> forms) {
        kernel.getIO().display.updateDisplay(id, data(forms));
    }

    private static DisplayData data(Map<String, String> forms) {
        DisplayData data = new DisplayData();
        forms.forEach((type, form) -> data.putData(MIMEType.parse(type), form));
        return data;
    }
}

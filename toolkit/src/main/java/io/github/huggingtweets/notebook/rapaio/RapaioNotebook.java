package io.github.huggingtweets.notebook.rapaio;

import io.github.huggingtweets.notebook.Notebook;
import io.github.huggingtweets.notebook.Rendering;
import io.github.huggingtweets.notebook.kernel.Cells;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import jdk.jshell.EvalException;
import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.core.RapaioKernel;
import org.rapaio.jupyter.kernel.core.format.ErrorFormatter;
import org.rapaio.jupyter.kernel.core.format.ErrorFormatters;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.DisplaySystem;

/**
 * The notebook of the rapaio-jupyter-kernel that runs in this program. The kernel looks for renderers on its own class path only,
 * not on that of a notebook, and has a fixed list of the words for errors; so this adds to its lists.
 */
final class RapaioNotebook {

    private static final String MORE_MEMORY = "Start the kernel with more memory, as far as the machine has it:"
            + " write -Xmx4g after \"java\" into its kernel.json.";

    private static boolean installed;

    private RapaioNotebook() {}

    static synchronized void install() {
        if (installed) {
            return;
        }
        RapaioKernel kernel = MainApp.kernel;
        Cells cells = new Cells(kernel::interrupt, hint -> kernel.display(DisplayData.fromText(hint)), MORE_MEMORY);
        ErrorFormatter<EvalException> words = (anyKernel, error) -> cells.error(error).orElseThrow();
        try {
            List<DisplayRenderer> renderers = read(DisplaySystem.class, "systemDisplayRenderers", DisplaySystem.inst());
            Map<Class<?>, ErrorFormatter<?>> formatters = read(ErrorFormatters.class, "map", null);
            renderers.addAll(0, Notebook.renderings().stream().map(RapaioNotebook::renderer).toList());
            formatters.put(EvalException.class, words);
            kernel.eval(Notebook.imports());
        } catch (Exception e) {
            throw new IllegalStateException("The toolkit cannot be used in this version of rapaio-jupyter-kernel (%s);"
                    .formatted(e.getMessage()) + " use version 3.0.1.", e);
        }
        Notebook.showIn(new RapaioOutput(kernel));
        installed = true;
    }

    @SuppressWarnings("unchecked")
    private static <T> T read(Class<?> type, String name, Object owner) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return (T) field.get(owner);
    }

    private static DisplayRenderer renderer(Rendering<?> rendering) {
        return new DisplayRenderer() {
            @Override
            public Class<?> rendererClass() {
                return rendering.type();
            }

            @Override
            public boolean canRender(String mimeType) {
                return true;
            }

            @Override
            public DisplayData render(String mimeType, Object noun) {
                return RapaioOutput.data(rendering.of(noun));
            }
        };
    }
}

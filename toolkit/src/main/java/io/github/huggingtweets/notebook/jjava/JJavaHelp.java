package io.github.huggingtweets.notebook.jjava;

import io.github.huggingtweets.notebook.kernel.CodeHelp;
import io.github.huggingtweets.notebook.kernel.CodeHelp.Completions;
import io.github.huggingtweets.notebook.kernel.CodeHelp.Help;
import io.github.huggingtweets.notebook.kernel.Preparation;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.reply.CompleteReply;
import org.dflib.jjava.jupyter.messages.reply.InspectReply;
import org.dflib.jjava.jupyter.messages.request.CompleteRequest;
import org.dflib.jjava.jupyter.messages.request.InspectRequest;

/** Answers Tab and Shift-Tab instead of JJava. */
final class JJavaHelp {

    private static final String CLASS_PATH = "java.class.path";

    private final CodeHelp help;
    private String classPath = System.getProperty(CLASS_PATH);

    /** Fails if this version of JJava does not hand out its JShell. */
    JJavaHelp(BaseKernel kernel) throws ReflectiveOperationException {
        help = new CodeHelp((JShell) kernel.getClass().getMethod("getJShell").invoke(kernel));
    }

    /** Answers the requests of the two keys from now on. */
    void serve(JupyterConnection connection) {
        connection.setHandler(MessageType.COMPLETE_REQUEST, this::complete);
        connection.setHandler(MessageType.INSPECT_REQUEST, this::inspect);
        Preparation.start(() -> null, help); // JJava runs the imports before it connects
    }

    private void complete(ShellReplyEnvironment place, Message<CompleteRequest> message) {
        place.setBusyDeferIdle();
        readClassPath();
        Completions found = help.complete(message.getContent().getCode(), message.getContent().getCursorPos());
        place.reply(new CompleteReply(found.texts(), found.start(), found.end(), Map.of()));
    }

    private void inspect(ShellReplyEnvironment place, Message<InspectRequest> message) {
        InspectRequest request = message.getContent();
        place.setBusyDeferIdle();
        readClassPath();
        Optional<Help> found = help.inspect(request.getCode(), request.getCursorPos(), request.getDetailLevel() > 0);
        place.reply(new InspectReply(found.isPresent(), found.map(JJavaHelp::shown).orElse(DisplayData.EMPTY)));
    }

    /** JJava's magics append what they load to this property. */
    private void readClassPath() {
        String now = System.getProperty(CLASS_PATH);
        if (now.length() > classPath.length() && now.startsWith(classPath)) {
            Stream.of(now.substring(classPath.length()).split(File.pathSeparator)).filter(path -> !path.isEmpty()).map(Path::of)
                    .forEach(help::addToClassPath);
        }
        classPath = now;
    }

    private static DisplayData shown(Help help) {
        DisplayData data = new DisplayData(help.text());
        data.putHTML(help.html());
        return data;
    }
}

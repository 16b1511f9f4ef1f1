package io.github.huggingtweets.notebook.jjava;

import io.github.huggingtweets.notebook.kernel.Cells;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteResult;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
import org.dflib.jjava.jupyter.messages.reply.InterruptReply;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.InterruptRequest;

/**
 * Runs the cells of a JJava, with errors as sentences and a stop button that lets a training keep what it has learned. JJava has
 * no place for that, so this answers two of Jupyter's requests instead of the kernel: to run a cell, and to stop it.
 */
final class JJavaCells {

    private final BaseKernel kernel;
    private final Cells cells;
    private final AtomicInteger count;
    private final Method attach;
    private final Method detach;
    private final Method format;

    /** Fails if this version of JJava has not what is needed here. */
    JJavaCells(BaseKernel kernel, String moreMemory) throws ReflectiveOperationException {
        this.kernel = kernel;
        cells = new Cells(kernel::interrupt, hint -> kernel.display(new DisplayData(hint)), moreMemory);
        Field field = BaseKernel.class.getDeclaredField("executionCount");
        field.setAccessible(true);
        count = (AtomicInteger) field.get(kernel);
        attach = accessible(JupyterIO.class, "setEnv", ShellReplyEnvironment.class);
        detach = accessible(JupyterIO.class, "retractEnv", ShellReplyEnvironment.class);
        format = accessible(BaseKernel.class, "formatError", Throwable.class);
    }

    private static Method accessible(Class<?> type, String name, Class<?> parameter) throws NoSuchMethodException {
        Method method = type.getDeclaredMethod(name, parameter);
        method.setAccessible(true);
        return method;
    }

    /** Answers the requests to run and to stop cells from now on. */
    void serve(JupyterConnection connection) {
        connection.setHandler(MessageType.EXECUTE_REQUEST, this::execute);
        connection.setHandler(MessageType.INTERRUPT_REQUEST, this::stop);
    }

    private void execute(ShellReplyEnvironment place, Message<ExecuteRequest> message) {
        synchronized (kernel) { // as the kernel's own answer is
            kernel.getCommManager().setMessageContext(message);
            ExecuteRequest request = message.getContent();
            int number = count.getAndIncrement();
            place.setBusyDeferIdle();
            place.publish(new PublishExecuteInput(request.getCode(), number));
            connectStreams(place);
            try {
                DisplayData result = cells.run(() -> kernel.eval(request.getCode()));
                if (result != null) {
                    place.publish(new PublishExecuteResult(number, result));
                }
                place.defer().reply(new ExecuteReply(number, Map.of()));
            } catch (Exception e) {
                place.publish(PublishError.of(e, this::words));
                ErrorReply reply = ErrorReply.of(e);
                reply.setExecutionCount(number);
                place.defer().replyError(ExecuteReply.MESSAGE_TYPE.error(), reply);
            }
        }
    }

    private void connectStreams(ShellReplyEnvironment place) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        InputStream in = System.in;
        JupyterIO io = kernel.getIO();
        PrintStream cellOut = Sending.stream(io.out);
        PrintStream cellErr = Sending.stream(io.err);
        System.setOut(cellOut);
        System.setErr(cellErr);
        System.setIn(io.in);
        call(attach, io, place);
        place.defer(() -> {
            cellOut.flush();
            cellErr.flush();
            call(detach, io, place);
            System.setOut(out);
            System.setErr(err);
            System.setIn(in);
        });
    }

    @SuppressWarnings("unchecked")
    private List<String> words(Exception error) {
        return cells.error(error).orElseGet(() -> (List<String>) call(format, kernel, error));
    }

    private static Object call(Method method, Object owner, Object argument) {
        try {
            return method.invoke(owner, argument);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void stop(ShellReplyEnvironment place, Message<InterruptRequest> message) {
        place.setBusyDeferIdle();
        place.defer().reply(new InterruptReply());
        if (cells.isRunning()) {
            cells.stop();
        } else {
            kernel.interrupt(); // the cell began before this was installed
        }
    }
}

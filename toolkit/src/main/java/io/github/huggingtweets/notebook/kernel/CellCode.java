package io.github.huggingtweets.notebook.kernel;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.WeakHashMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The Java agent that makes loops in a cell's code stoppable. Java cannot end a thread from outside. So the agent inserts a check
 * into each loop that is written in a cell: if the cell was given up, the check throws an error, which ends the thread.
 */
public final class CellCode implements ClassFileTransformer {

    /** The package into which JShell compiles the code of cells. */
    private static final String CELLS = "REPL/";
    private static final String THIS = CellCode.class.getName().replace('.', '/');
    private static final Set<Thread> GIVEN_UP = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private static volatile boolean anyGivenUp;

    private CellCode() {}

    /** Ends the thread. It is an error, so that a cell that catches every {@code Exception} does not catch it. */
    private static final class GivenUp extends Error {

        private static final long serialVersionUID = 1L;

        GivenUp() {
            super("The cell was stopped.", null, false, false);
        }
    }

    /**
     * Called by the JVM before the main method.
     *
     * @param options are ignored
     * @param instrumentation receives the transformer of the cells' code
     */
    public static void premain(String options, Instrumentation instrumentation) {
        instrumentation.addTransformer(new CellCode());
    }

    /** Called in each loop of a cell's code before it repeats. Ends the thread if its cell was given up. */
    public static void goOn() {
        if (anyGivenUp && GIVEN_UP.contains(Thread.currentThread())) {
            throw new GivenUp();
        }
    }

    /** Ends a thread when its code repeats a loop. */
    static void giveUp(Thread thread) {
        GIVEN_UP.add(thread);
        anyGivenUp = true;
    }

    /** Lets a thread run code again, after the cell that was given up has ended. */
    static void forgive(Thread thread) {
        GIVEN_UP.remove(thread);
        anyGivenUp = !GIVEN_UP.isEmpty();
    }

    /** {@return whether the cell that a thread runs was given up} */
    static boolean isGivenUp(Thread thread) {
        return GIVEN_UP.contains(thread);
    }

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] code) {
        return name != null && name.startsWith(CELLS) ? withChecks(code) : null;
    }

    /** {@return the code of a class with a check in each loop} */
    static byte[] withChecks(byte[] code) {
        ClassReader reader = new ClassReader(code);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] exceptions) {
                return new Loops(super.visitMethod(access, name, type, signature, exceptions));
            }
        }, 0);
        return writer.toByteArray();
    }

    /**
     * Inserts a call before each jump backwards, since a loop in bytecode ends in one. The call does not change the stack, so the
     * rest of the code stays as it is.
     */
    private static final class Loops extends MethodVisitor {

        private final Set<Label> before = new HashSet<>();

        Loops(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitLabel(Label label) {
            before.add(label);
            super.visitLabel(label);
        }

        @Override
        public void visitJumpInsn(int opcode, Label target) {
            if (before.contains(target)) {
                visitMethodInsn(Opcodes.INVOKESTATIC, THIS, "goOn", "()V", false);
            }
            super.visitJumpInsn(opcode, target);
        }
    }
}

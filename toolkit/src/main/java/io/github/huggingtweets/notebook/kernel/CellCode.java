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
 * The Java agent that lets the code of a cell be ended wherever it loops. Java has no way to end a thread that does not want to
 * end; so this adds to each loop that was written in a cell the question whether the cell was given up.
 */
public final class CellCode implements ClassFileTransformer {

    /** JShell puts all that was written in cells into this package. */
    private static final String CELLS = "REPL/";
    private static final String THIS = CellCode.class.getName().replace('.', '/');
    private static final Set<Thread> GIVEN_UP = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private static volatile boolean anyGivenUp;

    private CellCode() {}

    /** Ends the thread; an error, so that a cell which catches every exception does not catch this one. */
    private static final class GivenUp extends Error {

        private static final long serialVersionUID = 1L;

        GivenUp() {
            super("The cell was stopped.", null, false, false);
        }
    }

    /** Called by the JVM before anything else. */
    public static void premain(String options, Instrumentation instrumentation) {
        instrumentation.addTransformer(new CellCode());
    }

    /** Called by each loop of a cell's code before it goes on. */
    public static void goOn() {
        if (anyGivenUp && GIVEN_UP.contains(Thread.currentThread())) {
            throw new GivenUp();
        }
    }

    /** Ends a thread at its next loop. */
    static void giveUp(Thread thread) {
        GIVEN_UP.add(thread);
        anyGivenUp = true;
    }

    /** Lets a thread run code again, after what was given up has ended. */
    static void forgive(Thread thread) {
        GIVEN_UP.remove(thread);
        anyGivenUp = !GIVEN_UP.isEmpty();
    }

    static boolean isGivenUp(Thread thread) {
        return GIVEN_UP.contains(thread);
    }

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] code) {
        return name != null && name.startsWith(CELLS) ? withQuestions(code) : null;
    }

    static byte[] withQuestions(byte[] code) {
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

    /** A loop is a jump back. The call before it takes nothing from the stack and leaves nothing there, so all else can stay. */
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

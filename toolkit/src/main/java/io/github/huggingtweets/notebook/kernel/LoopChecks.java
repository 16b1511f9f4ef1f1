package io.github.huggingtweets.notebook.kernel;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Inserts a call of {@link CellCode#goOn} into each loop of a cell's code. Only this class needs the library ASM. */
final class LoopChecks implements ClassFileTransformer {

    /** The package into which JShell compiles the code of cells. */
    private static final String CELLS = "REPL/";
    private static final String CHECK = CellCode.class.getName().replace('.', '/');

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
                visitMethodInsn(Opcodes.INVOKESTATIC, CHECK, "goOn", "()V", false);
            }
            super.visitJumpInsn(opcode, target);
        }
    }
}

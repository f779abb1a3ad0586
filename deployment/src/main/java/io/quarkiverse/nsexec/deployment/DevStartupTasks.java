package io.quarkiverse.nsexec.deployment;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

import io.quarkus.deployment.builditem.GeneratedClassBuildItem;
import io.quarkus.gizmo.ClassCreator;
import io.quarkus.gizmo.MethodCreator;
import io.quarkus.runtime.StartupContext;
import io.quarkus.runtime.StartupTask;

/**
 * The parts of the static initialisation that a worker must leave out in dev mode.
 * <p>
 * Some of what extensions record for dev mode only asks for objects that their build steps left in the JVM that also ran the
 * build ({@code DevConsoleManager}), so it fails in any other one. A worker serves no Dev UI; it gets the recorded class by the
 * same name but empty, because the one generated initialiser that runs them all cannot be entered step by step.
 */
final class DevStartupTasks {

    /** Where build steps are recorded, each as a class of its own. */
    private static final String STEPS = "io/quarkus/runner/recorded/";

    /** The package of recorders that exist in dev mode only and do nothing for a bean: the Dev UI and its MCP server. */
    private static final String DEV_UI = "io/quarkus/devui/";
    private static final String RECORDER = "Recorder";

    private DevStartupTasks() {
    }

    /** What a worker is to find in place of the class: the class itself, or the same name doing nothing. */
    static byte[] forWorker(GeneratedClassBuildItem type) {
        if (type.internalName().startsWith(STEPS) && usesDevUi(type.getClassData())) {
            return empty(type.binaryName());
        }
        return type.getClassData();
    }

    private static boolean usesDevUi(byte[] code) {
        RecorderSearch search = new RecorderSearch();
        new ClassReader(code).accept(search, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return search.found;
    }

    private static byte[] empty(String name) {
        byte[][] code = new byte[1][];
        try (ClassCreator creator = new ClassCreator((ignored, data) -> code[0] = data, name, null, Object.class.getName(),
                StartupTask.class.getName())) {
            MethodCreator deploy = creator.getMethodCreator("deploy", void.class, StartupContext.class);
            deploy.returnValue(null);
        }
        return code[0];
    }

    /** Finds the instruction that makes a recorder of the Dev UI: a step does so for each recorder that it calls. */
    private static final class RecorderSearch extends ClassVisitor {

        private boolean found;

        RecorderSearch() {
            super(Opcodes.ASM9);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitTypeInsn(int opcode, String type) {
                    found |= opcode == Opcodes.NEW && type.startsWith(DEV_UI) && type.endsWith(RECORDER);
                }
            };
        }
    }
}

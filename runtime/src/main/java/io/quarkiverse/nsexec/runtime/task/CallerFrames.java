package io.quarkiverse.nsexec.runtime.task;

import java.util.Arrays;

/**
 * The stack of the caller of an isolated method, without the frames that brought the call here.
 */
final class CallerFrames {

    private static final String[] MACHINERY = { "java.lang.Thread", "io.quarkiverse.nsexec.runtime.", "io.quarkus.arc." };

    private CallerFrames() {
    }

    static StackTraceElement[] here() {
        StackTraceElement[] frames = Thread.currentThread().getStackTrace();
        int first = 0;
        while (first < frames.length && isMachinery(frames[first].getClassName())) {
            first++;
        }
        return Arrays.copyOfRange(frames, first, frames.length);
    }

    private static boolean isMachinery(String className) {
        for (String prefix : MACHINERY) {
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return className.contains("_Subclass") || className.endsWith("_ClientProxy");
    }
}

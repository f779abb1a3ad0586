package io.quarkiverse.nsexec.runtime.launch;

import java.util.concurrent.ArrayBlockingQueue;

/**
 * A few pieces of memory through which bytes of the heap pass to and from system calls, lent out and taken back. Thread
 * locals would outlive a reload of the application, and one piece for each virtual thread would be many.
 */
final class Scratch {

    static final int SIZE = 64 * 1024;

    private static final ArrayBlockingQueue<NativeMemory> FREE = new ArrayBlockingQueue<>(8);

    private Scratch() {
    }

    static NativeMemory borrow() {
        NativeMemory memory = FREE.poll();
        return memory == null ? new NativeMemory(SIZE) : memory;
    }

    static void giveBack(NativeMemory memory) {
        FREE.offer(memory);
    }
}

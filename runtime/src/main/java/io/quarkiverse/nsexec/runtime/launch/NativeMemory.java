package io.quarkiverse.nsexec.runtime.launch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * Memory that system calls read and write: a direct buffer in native byte order and its address. It lives as long as this
 * object is reachable, so that callers keep it in a variable until the call has returned.
 */
final class NativeMemory {

    final ByteBuffer bytes;
    final long address;

    NativeMemory(int size) {
        bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
        address = addressOf(bytes);
    }

    static long addressOf(ByteBuffer direct) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
    }

    /** Puts a text and its NUL at this place. */
    int putText(int offset, byte[] text) {
        bytes.put(offset, text);
        bytes.put(offset + text.length, (byte) 0);
        return offset + text.length + 1;
    }
}

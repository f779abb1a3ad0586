package io.quarkiverse.nsexec.runtime.launch;

import java.io.IOException;

/**
 * The launcher sent what it must not.
 */
final class ProtocolException extends IOException {

    private static final long serialVersionUID = 1L;

    ProtocolException(String message) {
        super(message);
    }
}

package io.quarkiverse.nsexec.it.problems;

import jakarta.ws.rs.BadRequestException;

/**
 * What every upload must fulfil before a task is worth its while.
 */
public final class Bodies {

    private Bodies() {
    }

    public static byte[] notEmpty(byte[] body) {
        if (body == null || body.length == 0) {
            throw new BadRequestException("The request has no body.");
        }
        return body;
    }
}

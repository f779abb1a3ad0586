package io.quarkiverse.nsexec.it.archives;

import io.quarkiverse.nsexec.it.problems.UnusableInputException;

/**
 * The archive cannot be read to its end.
 */
public class BrokenArchiveException extends UnusableInputException {

    private static final long serialVersionUID = 1L;

    private final int entriesRead;

    /**
     * @param entriesRead how many entries were whole before that
     */
    public BrokenArchiveException(String message, int entriesRead) {
        super(message);
        this.entriesRead = entriesRead;
    }

    public int getEntriesRead() {
        return entriesRead;
    }

    @Override
    public String reason() {
        return "broken-archive";
    }
}

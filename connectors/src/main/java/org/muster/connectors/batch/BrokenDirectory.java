package org.muster.connectors.batch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Something is wrong with one job's directory, in words for the operator. */
final class BrokenDirectory extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenDirectory(String words) {
        super(words);
    }

    BrokenDirectory(String what, IOException cause) {
        super(what + ": " + words(cause), cause);
    }

    private static String words(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "it is not there";
        }
        if (cause instanceof AccessDeniedException) {
            return "the agents have no right to it";
        }
        return cause instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : String.valueOf(cause.getMessage());
    }
}

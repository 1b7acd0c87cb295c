package org.muster.domain.failure;

import java.io.UncheckedIOException;

/** What people are told of a failure: what was written for them, and of a defect that it is one. */
public final class InWords {
    private static final String OURS = "org.muster.";

    private InWords() {}

    /** @param program whose log has the rest, such as {@code workers} */
    public static String of(RuntimeException failure, String program) {
        return defect(failure)
                ? "a defect of Muster; the log of the " + program + " says where"
                : String.valueOf(failure.getMessage());
    }

    /** Java's own complaints, which are written for us, or none at all. */
    public static boolean defect(RuntimeException failure) {
        Class<?> kind = failure.getClass();
        boolean written = kind == IllegalArgumentException.class
                || kind == IllegalStateException.class
                || kind == UncheckedIOException.class
                || kind.getName().startsWith(OURS);
        String message = failure.getMessage();
        return !written || message == null || message.isBlank();
    }
}

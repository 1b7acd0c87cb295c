package org.muster.domain.workflow;

import java.util.regex.Pattern;

/** What a variable of a jobscript's environment may be called. */
public final class VariableName {
    public static final String FORM = "letters, digits and _, not beginning with a digit, 64 characters at most";

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    private VariableName() {}

    public static boolean isOne(String text) {
        return NAME.matcher(text).matches();
    }

    /** Whether the platform sets it itself, after what people set. */
    public static boolean isPlatforms(String name) {
        return name.startsWith("JUSTIN_") || name.startsWith("MUSTER_");
    }
}

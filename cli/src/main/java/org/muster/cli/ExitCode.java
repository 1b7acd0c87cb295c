package org.muster.cli;

/**
 * What the process answers to the shell. Scripts rely on these numbers: they are never reused for something else.
 *
 * <p>10 to 13 belong to the {@code muster} shell script (no JDK, no Python, build failed), 20 to 39 to the launcher.
 */
public final class ExitCode {
    public static final int OK = 0;

    /** The platform understood and said no. */
    public static final int REFUSED = 1;

    /** The command line itself is wrong. */
    public static final int USAGE = 2;

    /** What was handed in (a request, a jobscript, a value) has problems; they are listed. */
    public static final int BAD_INPUT = 3;

    /** Not signed in, or the login is over. */
    public static final int NOT_SIGNED_IN = 4;

    /** The platform, or something it needs, does not answer; trying again later may help. */
    public static final int UNAVAILABLE = 5;

    /** There is no such campaign, workflow, file, job or task. */
    public static final int NOT_FOUND = 6;

    /** A defect of the command. */
    public static final int DEFECT = 70;

    private ExitCode() {}
}

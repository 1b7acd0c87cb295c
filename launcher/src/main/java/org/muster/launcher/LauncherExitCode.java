package org.muster.launcher;

/** Exit codes of the launcher's own commands, beside those of {@link org.muster.cli.ExitCode}. Scripts rely on them. */
public final class LauncherExitCode {
    public static final int PORT_IN_USE = 20;

    /** Another platform runs from the same data directory. */
    public static final int ALREADY_RUNNING = 21;

    public static final int DATA_DIRECTORY_UNUSABLE = 22;

    /** The data were written by another major version of PostgreSQL. */
    public static final int OTHER_POSTGRES = 23;

    /** A process did not get healthy, or kept dying, while the platform started. */
    public static final int NOT_HEALTHY = 24;

    public static final int NOT_RUNNING = 25;

    /** Something that should have been built or delivered with Muster is missing. */
    public static final int INCOMPLETE = 26;

    /** The platform did not stop by itself. */
    public static final int DID_NOT_STOP = 27;

    /** A program that another one watches over ended by itself. */
    public static final int PROGRAM_ENDED = 28;

    /** The demo's campaign ended, but its numbers are not the expected ones. */
    public static final int DEMO_DIFFERS = 30;

    public static final int DEMO_TOO_SLOW = 31;

    /** The demo's campaign took a turn that the script does not know. */
    public static final int DEMO_LOST = 32;

    private LauncherExitCode() {}
}

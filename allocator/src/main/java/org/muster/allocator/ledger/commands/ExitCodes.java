package org.muster.allocator.ledger.commands;

import java.util.Map;

/** Exit codes of jobscripts in words. */
final class ExitCodes {
    private static final int SIGNALS = 128;

    /** Of timeout(1), which the wrapper job follows. */
    private static final int OUT_OF_TIME = 124;

    private static final Map<Integer, String> MEANINGS = Map.of(
            OUT_OF_TIME,
            ": most likely its wall time was over",
            126,
            ": a command was found that cannot be run",
            127,
            ": a command was not found; lines that end as on Windows do that too");

    private static final Map<Integer, String> NAMES = Map.of(
            1,
            "SIGHUP",
            2,
            "SIGINT",
            6,
            "SIGABRT",
            8,
            "SIGFPE",
            9,
            "SIGKILL, as when memory is short",
            11,
            "SIGSEGV",
            13,
            "SIGPIPE",
            15,
            "SIGTERM",
            24,
            "SIGXCPU",
            7,
            "SIGBUS");

    private ExitCodes() {}

    static String words(int code) {
        int signal = code - SIGNALS;
        if (NAMES.containsKey(signal)) {
            return "The jobscript ended with exit code " + code + ": signal " + signal + " (" + NAMES.get(signal)
                    + ").";
        }
        return "The jobscript ended with exit code " + code + MEANINGS.getOrDefault(code, "") + ".";
    }
}

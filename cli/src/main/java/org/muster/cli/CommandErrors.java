package org.muster.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import org.muster.cli.session.NotSignedIn;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.failure.Problem;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.http.ApiRefused;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into the user's words and an exit code; a stack trace only where {@code MUSTER_DEBUG} asks for it. */
public final class CommandErrors implements IExecutionExceptionHandler {
    private final String debug;

    public CommandErrors(String debug) {
        this.debug = debug;
    }

    /** A failure that knows its own exit code; its message is complete. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int exitCode;

        public Stopped(int exitCode, String message) {
            super(message);
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        int code = explain(failure, err);
        if (!debug.isEmpty()) {
            failure.printStackTrace(err);
        }
        err.flush();
        return code;
    }

    private static int explain(Exception failure, PrintWriter err) {
        if (failure instanceof ApiRefused refused) {
            return refused(refused.problem(), err);
        }
        if (failure instanceof ExternalSystemUnavailable unavailable) {
            err.println(unavailable.getMessage());
            err.println(
                    "Is the platform running there? 'muster status' tells for this machine; --url or MUSTER_URL names"
                            + " another one. "
                            + (neverArrived(unavailable)
                                    ? "Nothing was changed: it is safe to try again."
                                    : "Where something was to be changed, look whether it was before you try again."));
            return ExitCode.UNAVAILABLE;
        }
        if (failure instanceof NotSignedIn) {
            err.println(failure.getMessage());
            return ExitCode.NOT_SIGNED_IN;
        }
        if (failure instanceof Stopped stopped) {
            err.println(stopped.getMessage());
            return stopped.exitCode();
        }
        if (failure instanceof IllegalArgumentException) {
            err.println(failure.getMessage());
            return ExitCode.BAD_INPUT;
        }
        if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            Throwable cause = failure.getCause();
            err.println(cause == null ? failure.getMessage() : failure.getMessage() + ": " + cause.getMessage());
            return ExitCode.BAD_INPUT;
        }
        err.println("A defect of muster: " + failure + ". MUSTER_DEBUG=1 shows where; please report it.");
        return ExitCode.DEFECT;
    }

    /** Otherwise the platform may have done what was asked, and only its answer is lost. */
    private static boolean neverArrived(ExternalSystemUnavailable unavailable) {
        return unavailable.getCause() instanceof ConnectException
                || unavailable.getCause() instanceof HttpConnectTimeoutException;
    }

    private static int refused(ApiProblem problem, PrintWriter err) {
        switch (problem.status()) {
            case 401 -> {
                err.println("The platform does not accept your login any more. Sign in again: muster login");
                return ExitCode.NOT_SIGNED_IN;
            }
            case 403 -> {
                err.println("You may not do this: " + problem.title());
                err.println("'muster whoami' shows your groups.");
                return ExitCode.REFUSED;
            }
            default -> {
                err.println(problem.title() + (problem.problems().isEmpty() ? "" : ":"));
                for (Problem each : problem.problems()) {
                    err.println("  - " + each);
                }
                return codeOf(problem.status());
            }
        }
    }

    private static int codeOf(int status) {
        return switch (status) {
            case 400, 422 -> ExitCode.BAD_INPUT;
            case 404 -> ExitCode.NOT_FOUND;
            default -> ExitCode.REFUSED;
        };
    }
}

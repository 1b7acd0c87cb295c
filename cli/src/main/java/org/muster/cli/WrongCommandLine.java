package org.muster.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, what may have been meant, and where to read on. */
final class WrongCommandLine {
    private WrongCommandLine() {}

    static int explain(ParameterException failure, String[] words) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(
                failure instanceof UnmatchedArgumentException unmatched ? unknown(unmatched) : failure.getMessage());
        if (failure instanceof UnmatchedArgumentException unmatched) {
            List<String> meant = unmatched.getSuggestions();
            if (!meant.isEmpty()) {
                err.println("Did you mean: " + String.join(", ", meant) + "?");
            }
        }
        err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    /** The first word that does not fit is what to look at; the ones after it follow from it. */
    private static String unknown(UnmatchedArgumentException failure) {
        String word = failure.getUnmatched().get(0);
        String name = failure.getCommandLine().getCommandSpec().qualifiedName();
        boolean group = !failure.getCommandLine().getSubcommands().isEmpty();
        if (word.startsWith("-")) {
            return "'" + name + "' has no option '" + word + "'.";
        }
        return group ? "'" + name + "' has no command '" + word + "'." : "'" + name + "' does not take '" + word + "'.";
    }
}

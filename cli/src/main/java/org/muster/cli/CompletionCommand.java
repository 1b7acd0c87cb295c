package org.muster.cli;

import java.util.concurrent.Callable;
import org.muster.cli.shell.Shell;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code muster completion}. */
@Command(name = "completion", description = "Print the completion script for bash and zsh: source <(muster completion)")
final class CompletionCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it before the command runs
    private CommandSpec spec;

    CompletionCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        shell.out().print(AutoComplete.bash(root.getCommandName(), root));
        shell.out().flush();
        return ExitCode.OK;
    }
}

package org.muster.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.muster.cli.shell.Shell;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code muster completion}. */
@Command(name = "completion", description = "Print the completion script for bash and zsh: source <(muster completion)")
final class CompletionCommand implements Callable<Integer> {
    private final Shell shell;
    private final Supplier<CommandLine> all;

    CompletionCommand(Shell shell, Supplier<CommandLine> all) {
        this.shell = shell;
        this.all = all;
    }

    @Override
    public Integer call() {
        CommandLine root = all.get();
        shell.out().print(AutoComplete.bash(root.getCommandName(), root));
        shell.out().flush();
        return ExitCode.OK;
    }
}

package org.muster.cli.matching;

import java.util.List;
import java.util.concurrent.Callable;
import org.muster.cli.session.PlatformOptions;
import org.muster.cli.shell.Shell;
import org.muster.cli.text.Presentation;
import org.muster.protocol.platform.PlatformClient;
import picocli.CommandLine.Mixin;

/** Asks the platform how it matches, and shows what it says. */
abstract class MatchingCommand<T> implements Callable<Integer> {
    @Mixin
    private PlatformOptions platform;

    @Mixin
    private Presentation answer;

    MatchingCommand(Shell shell) {
        this.platform = new PlatformOptions(shell);
        this.answer = new Presentation(shell);
    }

    abstract List<T> ask(PlatformClient platform);

    abstract String text(List<T> answers);

    @Override
    public final Integer call() {
        List<T> answers = ask(platform.platform());
        return answer.show(answers, () -> text(answers));
    }
}

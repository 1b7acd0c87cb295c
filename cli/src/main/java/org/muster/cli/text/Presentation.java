package org.muster.cli.text;

import java.util.function.Supplier;
import org.muster.cli.ExitCode;
import org.muster.cli.shell.Shell;
import org.muster.protocol.http.Json;
import org.muster.protocol.http.Page;
import picocli.CommandLine.Option;

/** How a command answers: for people by default, as JSON for scripts. A mixin of every command that shows something. */
public final class Presentation {
    private final Shell shell;

    @Option(names = "--json", description = "Answer as JSON, as the platform's API gives it.")
    private boolean json;

    public Presentation(Shell shell) {
        this.shell = shell;
    }

    /** The value for scripts, or the text for people; the command has then done what it should. */
    public int show(Object value, Supplier<String> text) {
        shell.out().print(json ? Json.text(Json.mapper().writerWithDefaultPrettyPrinter(), value) + "\n" : text.get());
        shell.out().flush();
        return ExitCode.OK;
    }

    /** One page of a long table, which tells people how to see the next one. */
    public int page(Page<?> page, Supplier<String> table) {
        return show(page, () -> table.get() + PageOptions.more(page));
    }
}

package org.muster.cli.text;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.cli.ExitCode;
import org.muster.cli.shell.Shell;
import org.muster.domain.text.Units;
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
        print(json ? Json.text(Json.mapper().writerWithDefaultPrettyPrinter(), value) + "\n" : text.get());
        return ExitCode.OK;
    }

    /**
     * A long table: one page, which tells people how to see the next one, or every page as it comes.
     *
     * @param list the page that a query asks for
     * @param table the rows of a page, for people
     */
    public <T> int list(
            PageOptions paging,
            Map<String, String> filters,
            Function<Map<String, String>, Page<T>> list,
            Function<List<T>, String> table) {
        if (paging.all()) {
            return every(paging.pages(filters, list), table);
        }
        Page<T> page = paging.page(filters, list);
        return show(
                page,
                () -> table.apply(page.rows())
                        + page.next()
                                .map(key -> "More rows: --after " + key + ", or --all\n")
                                .orElse(""));
    }

    /** Pages of a filter that little fits may be empty and still lead on: only the whole table says that it has no rows. */
    private <T> int every(Stream<Page<T>> pages, Function<List<T>, String> table) {
        long rows = pages.mapToLong(page -> {
                    if (!page.rows().isEmpty()) {
                        print(json ? lines(page.rows()) : table.apply(page.rows()));
                    }
                    return page.rows().size();
                })
                .sum();
        if (rows == 0 && !json) {
            print(table.apply(List.of()));
        }
        shell.err().println(Units.count(rows) + " rows.");
        return ExitCode.OK;
    }

    private void print(String text) {
        shell.out().print(text);
        shell.out().flush();
    }

    private static String lines(List<?> rows) {
        return rows.stream()
                .map(row -> Json.text(Json.mapper().writer(), row) + "\n")
                .collect(Collectors.joining());
    }
}

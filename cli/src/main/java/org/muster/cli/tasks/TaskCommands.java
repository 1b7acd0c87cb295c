package org.muster.cli.tasks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.muster.cli.ExitCode;
import org.muster.cli.session.AccessToken;
import org.muster.cli.session.PlatformOptions;
import org.muster.cli.text.Answer;
import org.muster.cli.text.Sheet;
import org.muster.cli.text.Table;
import org.muster.cli.text.Units;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster task}. */
@Command(name = "task", description = "Your task list: what waits for you, on what evidence, and your decision.")
public final class TaskCommands {
    @Command(description = "Tasks that wait for you or one of your groups, oldest first.")
    int list(@Mixin PlatformOptions platform, @Mixin Answer answer) {
        AccessToken.Bearer me = platform.token().bearer();
        List<WaitingTask> tasks = new EngineTasks(platform.api()).of(me.user(), me.groups());
        return answer.show(tasks, () -> {
            Table table = new Table("id", "task", "of", "since (UTC)", "due (UTC)", "taken by", "kind");
            for (WaitingTask task : tasks) {
                table.row(
                        task.id(),
                        task.name(),
                        task.business(),
                        Units.time(task.since()),
                        Units.time(task.due()),
                        task.assignee(),
                        task.key());
            }
            return table.textOr("Nothing waits for you.");
        });
    }

    @Command(description = "One task: the evidence, and what it asks for.")
    int show(
            @Mixin PlatformOptions platform,
            @Mixin Answer answer,
            @Parameters(paramLabel = "TASK", description = "Id as in the list.") String id) {
        EngineTasks engine = new EngineTasks(platform.api());
        WaitingTask task = engine.task(id);
        Map<String, String> evidence = engine.variables(id);
        List<FormField> form = engine.form(id);
        return answer.show(
                Map.of("task", task, "evidence", evidence, "form", form),
                () -> text(task, evidence, form, platform.url().toString()));
    }

    @Command(description = "Complete a task with your decision.")
    int complete(
            @Mixin PlatformOptions platform,
            @Parameters(paramLabel = "TASK", description = "Id as in the list.") String id,
            @Option(
                            names = "--decision",
                            description = "What you decide, as 'muster task show' lists.",
                            defaultValue = "")
                    String decision,
            @Option(names = "--comment", description = "Why; mandatory for a refusal.", defaultValue = "")
                    String comment,
            @Option(names = "--meeting", description = "Meeting that decided.", defaultValue = "") String meeting,
            @Option(
                            names = "--set",
                            paramLabel = "FIELD=VALUE",
                            description = "Any other field of the form. Repeatable.")
                    Map<String, String> fields) {
        AccessToken.Bearer me = platform.token().bearer();
        EngineTasks engine = new EngineTasks(platform.api());
        engine.task(id);
        Map<String, Object> values = new LinkedHashMap<>();
        putIfGiven(values, decisionField(engine.form(id)), decision);
        putIfGiven(values, "comment", comment);
        putIfGiven(values, "meeting", meeting);
        if (fields != null) {
            values.putAll(fields);
        }
        engine.complete(id, me.user(), values);
        platform.shell().out().println("Completed.");
        platform.shell().out().flush();
        return ExitCode.OK;
    }

    /** Parallel gates have a field each (productionDecision, dataManagementDecision), the others {@code decision}. */
    private static String decisionField(List<FormField> form) {
        return form.stream()
                .map(FormField::key)
                .filter(key -> key.equals("decision") || key.endsWith("Decision"))
                .findFirst()
                .orElse("decision");
    }

    private static void putIfGiven(Map<String, Object> values, String field, String value) {
        if (!value.isEmpty()) {
            values.put(field, value);
        }
    }

    private static String text(WaitingTask task, Map<String, String> evidence, List<FormField> form, String url) {
        Sheet known = new Sheet();
        new TreeMap<>(evidence).forEach(known::line);
        Table asks = new Table("field", "what", "type", "needed", "choices");
        for (FormField field : form) {
            asks.row(
                    field.key(),
                    field.label(),
                    field.type(),
                    field.requirement() == FormField.Requirement.MANDATORY ? "yes" : "",
                    String.join(" | ", field.choices()));
        }
        return new Sheet()
                        .line("task", task.name())
                        .line("kind", task.key())
                        .line("of", task.business())
                        .line("since", Units.time(task.since()) + " UTC")
                        .line("due", task.due().map(time -> Units.time(time) + " UTC"))
                        .line("taken by", task.assignee())
                        .line("in a browser", url + "/tasks/" + task.id())
                        .line("about", task.description())
                        .text()
                + "\nEvidence\n" + known.text() + "\nAsks for\n" + asks.textOr("Nothing: complete it when it is done.");
    }
}

package org.muster.cli.tasks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.muster.cli.ExitCode;
import org.muster.cli.session.PlatformOptions;
import org.muster.cli.text.PageOptions;
import org.muster.cli.text.Presentation;
import org.muster.cli.text.Sheet;
import org.muster.cli.text.TextTable;
import org.muster.domain.text.Units;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.TaskDetail;
import org.muster.protocol.platform.TaskField;
import org.muster.protocol.platform.TaskRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster task}. */
@Command(name = "task", description = "Your task list: what waits for you, on what evidence, and your decision.")
public final class TaskCommands {
    @Command(description = "Tasks that wait for you or one of your groups, oldest first.")
    int list(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Mixin PageOptions paging,
            @Option(
                            names = "--of",
                            paramLabel = "SUBJECT",
                            description = "Only of this campaign, workflow or proposal, as c12.",
                            defaultValue = "")
                    String subject,
            @Option(names = "--kind", description = "Only of this kind, as the list shows it.", defaultValue = "")
                    String gate) {
        return answer.list(paging, Map.of("subject", subject, "gate", gate), platform.platform()::tasks, rows -> {
            TextTable table = new TextTable("id", "task", "of", "since (UTC)", "due (UTC)", "taken by", "kind");
            for (TaskRow task : rows) {
                table.row(
                        task.task(),
                        task.name(),
                        task.subject(),
                        Units.time(task.createdAt()),
                        Units.time(task.dueAt()),
                        task.assignee(),
                        task.gate());
            }
            return table.textOr("Nothing waits for you.");
        });
    }

    @Command(description = "One task: the evidence, and what it asks for.")
    int show(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Parameters(paramLabel = "TASK", description = "Id as in the list.") String id) {
        TaskDetail detail = platform.platform().task(id);
        return answer.show(detail, () -> text(detail, platform.url().toString()));
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
        PlatformClient api = platform.platform();
        Map<String, String> answer = new LinkedHashMap<>();
        putIfGiven(answer, decisionField(api.task(id).fields()), decision);
        putIfGiven(answer, "comment", comment);
        putIfGiven(answer, "meeting", meeting);
        if (fields != null) {
            answer.putAll(fields);
        }
        api.complete(id, answer);
        platform.shell().out().println("Completed.");
        platform.shell().out().flush();
        return ExitCode.OK;
    }

    /** Parallel gates have a field each (productionDecision, dataManagementDecision), the others {@code decision}. */
    private static String decisionField(List<TaskField> fields) {
        return fields.stream()
                .map(TaskField::field)
                .filter(field -> field.equals("decision") || field.endsWith("Decision"))
                .findFirst()
                .orElse("decision");
    }

    private static void putIfGiven(Map<String, String> answer, String field, String value) {
        if (!value.isEmpty()) {
            answer.put(field, value);
        }
    }

    private static String text(TaskDetail detail, String url) {
        TaskRow task = detail.task();
        Sheet known = new Sheet();
        new TreeMap<>(detail.evidence()).forEach(known::line);
        TextTable asks = new TextTable("field", "what", "needed", "takes");
        for (TaskField field : detail.fields()) {
            asks.row(
                    field.field(),
                    field.label(),
                    field.need() == TaskField.Need.MANDATORY ? "yes" : "",
                    field.choices().isEmpty() ? field.takes() : String.join(" | ", field.choices()));
        }
        return new Sheet()
                        .line("task", task.name())
                        .line("kind", task.gate())
                        .line("of", task.subject())
                        .line("since", Units.time(task.createdAt()) + " UTC")
                        .line("due", task.dueAt().map(time -> Units.time(time) + " UTC"))
                        .line("taken by", task.assignee())
                        .line("in a browser", url + "/tasks/" + task.task())
                        .line("about", detail.description())
                        .text()
                + "\nEvidence\n" + known.text() + "\nAsks for\n" + asks.textOr("Nothing: complete it when it is done.");
    }
}

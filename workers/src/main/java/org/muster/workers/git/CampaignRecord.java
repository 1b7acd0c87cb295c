package org.muster.workers.git;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.WorkflowOrder;
import org.muster.protocol.http.Json;
import org.muster.protocol.platform.CampaignDetail;
import org.muster.protocol.platform.DecisionRow;
import org.muster.protocol.platform.LogEntry;

/**
 * A campaign as files: the request, what each workflow was told to run, the jobscripts, the plan, the decisions and a report.
 * The same campaign gives the same bytes, so nothing here depends on when it is written.
 */
record CampaignRecord(CampaignDetail campaign, List<WorkflowOrder> orders, String numbers, String datasets) {
    CampaignRecord {
        orders = List.copyOf(orders);
    }

    /** Content by path. */
    Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        files.put("request.yaml", campaign.request());
        files.put("plan.json", json(campaign.plan()));
        files.put("decisions.json", json(campaign.decisions()));
        files.put("report.md", report());
        Map<String, String> namesOfJobscripts = jobscripts();
        namesOfJobscripts.forEach((text, name) -> files.put("jobscripts/" + name, text));
        for (WorkflowOrder order : orders) {
            files.put("workflows/" + order.workflow() + ".json", json(order));
        }
        return files;
    }

    /** Names by text: {@code stage1.jobscript}, and {@code stage1-2.jobscript} if a later workflow ran another one. */
    private Map<String, String> jobscripts() {
        Map<String, String> names = new LinkedHashMap<>();
        Map<Integer, Integer> versions = new TreeMap<>();
        for (WorkflowOrder order : orders) {
            for (StageOrder stage : order.stages()) {
                if (!names.containsKey(stage.jobscript())) {
                    int version = versions.merge(stage.stage(), 1, Integer::sum);
                    names.put(
                            stage.jobscript(),
                            "stage" + stage.stage() + (version == 1 ? "" : "-" + version) + ".jobscript");
                }
            }
        }
        return names;
    }

    private String report() {
        StringBuilder text = new StringBuilder();
        text.append("# Campaign ").append(campaign.campaign().name()).append("\n\n");
        text.append("Campaign ").append(campaign.campaign().campaign()).append(", requested by ");
        text.append(campaign.campaign().requester()).append(", shifter ");
        text.append(campaign.campaign().shifter().orElse("none")).append(".\n");
        campaign.links()
                .forEach((name, link) ->
                        text.append("\n- ").append(name).append(": ").append(link));
        text.append("\n\n## Numbers\n\n```\n").append(numbers).append("```\n");
        text.append("\n## Datasets\n\n```\n").append(datasets.strip()).append("\n```\n");
        text.append("\n## Decisions\n\n");
        text.append("| time | gate | decision | who | role | meeting | comment |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        for (DecisionRow row : campaign.decisions()) {
            text.append("| ").append(row.decidedAt().truncatedTo(ChronoUnit.SECONDS));
            for (String cell : List.of(
                    row.gate(),
                    row.decision(),
                    row.decider(),
                    row.role(),
                    row.meeting().orElse(""),
                    row.comment().orElse(""))) {
                text.append(" | ").append(cell.replace("|", "\\|").replaceAll("\\s+", " "));
            }
            text.append(" |\n");
        }
        text.append("\n## Log\n\n");
        for (LogEntry entry : campaign.log()) {
            text.append("- ")
                    .append(entry.time().truncatedTo(ChronoUnit.SECONDS))
                    .append(' ');
            text.append(entry.author())
                    .append(": ")
                    .append(entry.text().replaceAll("\\s+", " "))
                    .append('\n');
        }
        return text.toString();
    }

    private static String json(Object value) {
        ObjectWriter writer =
                Json.mapper().writerWithDefaultPrettyPrinter().with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
        return Json.text(writer, value) + "\n";
    }
}

package org.muster.cli.files;

import java.util.LinkedHashMap;
import java.util.Map;
import org.muster.cli.session.PlatformOptions;
import org.muster.cli.text.FirstShown;
import org.muster.cli.text.PageOptions;
import org.muster.cli.text.Presentation;
import org.muster.domain.workflow.WorkflowId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster output}. */
@Command(name = "output", description = "Look at output files.")
public final class OutputCommands {
    @Command(description = "Output files of a workflow.")
    int list(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Mixin PageOptions paging,
            @Mixin FirstShown first,
            @Parameters(paramLabel = "WORKFLOW") WorkflowId workflow,
            @Option(names = "--stage", description = "Only of this stage number.", defaultValue = "") String stage,
            @Option(names = "--state", description = "Only in this state.", defaultValue = "") String state) {
        Map<String, String> filters = new LinkedHashMap<>();
        filters.put("stage", stage);
        filters.put("state", state);
        return answer.list(
                paging, first.with(filters), query -> platform.platform().outputs(workflow, query), OutputTable::text);
    }
}

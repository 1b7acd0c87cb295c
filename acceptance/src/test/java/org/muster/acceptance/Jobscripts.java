package org.muster.acceptance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.storage.Distance;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.platform.WorkflowSubmission;

/** Small jobscripts as a physicist would write them, and workflows of one stage around them. */
final class Jobscripts {
    static final String FAILING = """
            #!/bin/sh
            "$JUSTIN_PATH/justin-get-file" >/dev/null || exit 0
            echo 'this jobscript always fails' >&2
            exit 7
            """;

    private static final long MIB = 1024L * 1024;

    private Jobscripts() {}

    /** Takes one counter, works for a while, writes one file named after workflow and counter. */
    static String slow(int seconds) {
        return """
                #!/bin/sh
                line=$("$JUSTIN_PATH/justin-get-file") || exit 0
                did=$(echo "$line" | cut -d' ' -f1)
                sleep %d
                echo "$did" > "result_$did.txt.part" && mv "result_$did.txt.part" "result_$did.txt"
                printf '{"metadata": {"core.event_count": 1, "core.data_tier": "test"}}' > "result_$did.txt.json"
                echo "$did" > justin-processed-dids.txt
                """.formatted(seconds);
    }

    static WorkflowSubmission workflow(String description, int counters, String jobscript) {
        StageOrder stage = new StageOrder(
                1,
                jobscript,
                Optional.empty(),
                1,
                200 * MIB,
                600,
                new Distance(100),
                StageOrder.DEFAULT_PRIORITY,
                1,
                StageOrder.DEFAULT_MAX_ATTEMPTS,
                StageOrder.DEFAULT_MAX_RUNNING_JOBS,
                List.of(),
                List.of(),
                List.of(),
                List.of(new OutputPattern(
                        1,
                        "result_*.txt",
                        OutputPattern.Destination.DATASET,
                        Optional.of("acceptance"),
                        Optional.empty(),
                        Optional.of(86_400L))),
                Map.of());
        return new WorkflowSubmission(description, "usertests", "monte-carlo " + counters, List.of(stage));
    }
}

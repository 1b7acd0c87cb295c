package org.muster.catalogue.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.http.Json;

/** Outputs for tests. */
public final class Outputs {
    public static final RseName NORTH = new RseName("UK_NORTH_DISK");
    public static final RseName SOUTH = new RseName("UK_SOUTH_DISK");

    private Outputs() {}

    public static ObjectNode metadata() {
        return Json.mapper()
                .createObjectNode()
                .put("core.event_count", 10)
                .put("DUNE.Campaign", "toy")
                .put("note", "n");
    }

    public static OutputToRegister output(long id, String stage, String name, Did... parents) {
        return output(id, stage, name, OutputPattern.Destination.DATASET, NORTH, metadata(), parents);
    }

    public static OutputToRegister output(
            long id,
            String stage,
            String name,
            OutputPattern.Destination destination,
            RseName rse,
            JsonNode metadata,
            Did... parents) {
        return new OutputToRegister(
                id,
                StageRef.parse(stage),
                1,
                "*.root",
                new Did("usertests", name),
                100,
                Optional.of(new Adler32Sum("0cc737eb")),
                rse,
                "davs://storage.example:443/" + rse + "/" + name,
                destination,
                "dev-" + stage + "p1",
                1,
                Optional.of("UK_SOUTH_DISK").filter(disk -> destination == OutputPattern.Destination.DATASET),
                Optional.of(86_400L),
                "muster",
                "rita",
                Optional.of("c1"),
                new JobsubId("1.0@local"),
                new SiteName("UK_North"),
                List.of(parents),
                metadata,
                Instant.parse("2026-11-22T20:00:00Z"),
                Optional.empty());
    }

    public static OutputToRegister registered(OutputToRegister output, Instant at) {
        return new OutputToRegister(
                output.outputId(),
                output.stage(),
                output.patternId(),
                output.filePattern(),
                output.did(),
                output.sizeBytes(),
                output.adler32(),
                output.rse(),
                output.pfn(),
                output.destination(),
                output.dataset(),
                output.datasetNumber(),
                output.rseExpression(),
                output.lifetimeSeconds(),
                output.quotaName(),
                output.owner(),
                output.campaign(),
                output.job(),
                output.site(),
                output.parents(),
                output.metadata(),
                output.confirmedAt(),
                Optional.of(at));
    }
}

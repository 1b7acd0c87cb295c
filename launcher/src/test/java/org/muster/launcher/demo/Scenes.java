package org.muster.launcher.demo;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.CampaignStatus;
import org.muster.domain.campaign.CampaignStep;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.data.Did;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.storage.Distance;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.OutputRow;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.CampaignDetail;
import org.muster.protocol.platform.CampaignNumbers;
import org.muster.protocol.platform.CampaignRow;
import org.muster.protocol.platform.PlanView;
import org.muster.protocol.platform.WorkflowDetail;
import org.muster.protocol.platform.WorkflowRow;

/** A campaign with one workflow of two files with two events each. */
final class Scenes {
    static final CampaignNumbers NUMBERS = new CampaignNumbers(
            new CampaignId(1),
            Instant.EPOCH,
            2,
            2,
            0,
            Optional.of(1.0),
            4,
            Optional.of(4L),
            2,
            2,
            2,
            1_000,
            0.1,
            List.of());

    private Scenes() {}

    static Scene scene(Duration elapsed, WorkflowDetail... workflows) {
        return new Scene(elapsed, campaign(Optional.empty()), List.of(workflows), 1.5);
    }

    static CampaignRow campaign(Optional<Instant> closed) {
        return new CampaignRow(
                new CampaignId(1),
                "a-campaign",
                "rita",
                Optional.of("sam"),
                closed.isPresent() ? CampaignStatus.CLOSED : CampaignStatus.OPEN,
                Optional.of(CampaignStep.TEST),
                Instant.EPOCH,
                closed,
                1,
                0,
                0,
                2,
                Optional.of(4L),
                0);
    }

    static CampaignDetail detail(Optional<Instant> closed) {
        return new CampaignDetail(
                campaign(closed),
                "name: a-campaign",
                new PlanView(new CampaignId(1), 1, 2, List.of(), 2, 2, 0, 0, 0, 0),
                List.of(row(closed.isPresent() ? WorkflowState.FINISHED : WorkflowState.RUNNING)),
                List.of(),
                List.of(),
                Map.of());
    }

    static WorkflowDetail workflow(boolean over, WorkflowProgress progress) {
        return new WorkflowDetail(
                row(over ? WorkflowState.FINISHED : WorkflowState.RUNNING), List.of(stage(1)), Optional.of(progress));
    }

    static WorkflowRow row(WorkflowState state) {
        return new WorkflowRow(
                new WorkflowId(1),
                Optional.of(new CampaignId(1)),
                WorkflowPurpose.TEST,
                "a test",
                "rita",
                "usertests",
                state,
                Optional.empty(),
                "monte-carlo 2",
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                2);
    }

    static Page<OutputRow> outputs(URI storage, Set<String> names) {
        return new Page<>(
                names.stream()
                        .map(name -> new OutputRow(
                                1,
                                StageRef.of(1, 1),
                                new Did("usertests", name),
                                OutputFileState.OUTPUT,
                                100,
                                Optional.of("0a1b2c3d"),
                                Optional.empty(),
                                Optional.of("dav://" + storage.getAuthority() + "/storage/" + name),
                                2,
                                true,
                                new JobsubId("1.0@here"),
                                Instant.EPOCH))
                        .toList(),
                Optional.empty());
    }

    private static StageOrder stage(int number) {
        return new StageOrder(
                number,
                "#!/bin/sh\n",
                Optional.empty(),
                1,
                1_000_000,
                60,
                new Distance(30),
                50,
                1,
                6,
                10,
                List.of(),
                List.of(),
                List.of(),
                List.of(new OutputPattern(
                        1,
                        "*.json",
                        OutputPattern.Destination.DATASET,
                        Optional.of("d"),
                        Optional.empty(),
                        Optional.of(86_400L))),
                Map.of("SAMPLE", "muons", "PARTICLE", "muon", "EVENTS_PER_JOB", "2"));
    }
}

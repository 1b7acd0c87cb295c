package org.muster.workers.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.connectors.git.OfficialRepositories;
import org.muster.connectors.git.ProductionRepository;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.processes.Variable;
import org.muster.workers.fakes.FakePlatform;
import org.muster.workers.fakes.Samples;
import org.muster.workers.fakes.Tasks;

final class GitHandlersTest {
    private final FakePlatform platform = new FakePlatform();
    private final Path folder;

    GitHandlersTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void close() {
        platform.close();
    }

    /** The tag that a corrected request names; repositories are made by committing to them. */
    private Object problem(OfficialRepositories repositories) {
        return Tasks.value(
                Tasks.run(new CheckCodeVersion(platform.client(), repositories)), Variable.CODE_VERSION_PROBLEM);
    }

    @Test
    void unofficialRepositoryIsTheRequestersProblem() {
        assertThat(problem(OfficialRepositories.parse("dunesw=file:///nowhere")))
                .isEqualTo("code.repository: 'toy-detector' is not an official repository (official are: dunesw)");
    }

    @Test
    void missingTagIsTheRequestersProblem() {
        Path repository = folder.resolve("toy-detector.git");
        new ProductionRepository(repository.toUri().toString(), folder.resolve("work"))
                .commit("code", Map.of("a", "b"), "First", "somebody");

        assertThat(problem(OfficialRepositories.parse("toy-detector=" + repository.toUri())))
                .isEqualTo("code.tag: repository toy-detector has no tag 'v1.0.0' among its 0 tags"
                        + " (name a tag, not a branch or commit)");
    }

    @Test
    void campaignIsRecordedOnceWithEverythingItRan() {
        platform.workflows.add(Samples.workflow(7, WorkflowPurpose.TEST, "usertests"));
        platform.workflows.add(Samples.workflow(8, WorkflowPurpose.PRODUCTION, "toy"));
        platform.workflows.add(Samples.workflow(9, WorkflowPurpose.PRODUCTION, "toy"));
        platform.orders.put(7, Samples.order(7, "exit 0", ""));
        platform.orders.put(8, Samples.order(8, "exit 0", ""));
        platform.orders.put(9, Samples.order(9, "exit 0 # mended", ""));
        CommitToGit handler = new CommitToGit(
                platform.client(),
                new ProductionRepository(folder.resolve("production.git").toString(), folder.resolve("work")));

        Object commit = Tasks.value(Tasks.run(handler), Variable.COMMIT);

        assertThat(commit.toString())
                .matches("[0-9a-f]{40}")
                .isEqualTo(Tasks.value(Tasks.run(handler), Variable.COMMIT));
        Path campaign = folder.resolve("work/campaigns/toy-2026a");
        assertThat(campaign.resolve("request.yaml")).hasContent(Samples.REQUEST);
        assertThat(campaign.resolve("jobscripts/stage1.jobscript")).hasContent("exit 0");
        assertThat(campaign.resolve("jobscripts/stage1-2.jobscript")).hasContent("exit 0 # mended");
        assertThat(campaign.resolve("workflows/w8.json")).content().contains("\"monte-carlo 10\"", "\"exit 0\"");
        assertThat(campaign.resolve("report.md")).content().contains("requested by rita, shifter sam");
        assertThat(campaign.resolve("plan.json")).exists();
        assertThat(campaign.resolve("decisions.json")).exists();
    }
}

package org.muster.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.muster.domain.campaign.CampaignStatus;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.proposal.ProposalState;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.WorkflowState;

/** The diagrams in the docs are printed from the tables; run with {@code -Dmuster.docs.write=true} to print them anew. */
class StateDiagramsTest {
    private static final Path PAGE = Path.of("..", "docs", "internals", "state-machines.md");

    @Test
    void theDocumentedDiagramsAreThoseOfTheTables() throws IOException {
        String page = page();
        if (Boolean.getBoolean("muster.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String page() {
        return """
                # State machines

                Printed from the tables in `domain` by `StateDiagramsTest`; `./mvnw -pl domain test -Dmuster.docs.write=true` prints them anew.
                Names follow justIN's. Every move writes one event.

                """
                + section("Workflow", "The workflow process moves it (`WorkflowState`).", WorkflowState.TRANSITIONS)
                + section(
                        "Workflow in the ledger",
                        "The allocation ledger moves it (`LedgerStatus`); the workflow's process, or a shifter, says when.",
                        LedgerStatus.TRANSITIONS)
                + section(
                        "Input file of a stage",
                        "The allocation ledger moves it (`InputFileState`).",
                        InputFileState.TRANSITIONS)
                + section(
                        "Output file",
                        "The allocation ledger moves it (`OutputFileState`).",
                        OutputFileState.TRANSITIONS)
                + section("Job", "The allocation ledger moves it (`JobState`).", JobState.TRANSITIONS)
                + section(
                        "Campaign",
                        "Its process, or an administrator, ends it (`CampaignStatus`); its log says so, no event.",
                        CampaignStatus.TRANSITIONS)
                + section(
                        "Proposal",
                        "Whoever decides, and the proposal's process, move it (`ProposalState`); its row says who and when, no event.",
                        ProposalState.TRANSITIONS);
    }

    private static String section(String title, String mover, Transitions<?, ?> table) {
        return "## " + title + "\n\n" + mover + "\n\n```mermaid\n" + table.mermaid() + "```\n\n";
    }
}

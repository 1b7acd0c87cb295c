package org.muster.domain.subject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;

class SubjectTest {
    @Test
    void eachKindHasItsLetter() {
        assertThat(Subject.parse("c3")).isEqualTo(new Subject.OfCampaign(new CampaignId(3)));
        assertThat(Subject.parse("w12")).isEqualTo(new Subject.OfWorkflow(new WorkflowId(12)));
        assertThat(Subject.parse("w12s2")).isEqualTo(new Subject.OfStage(StageRef.of(12, 2)));
        assertThat(Subject.parse("p4")).isEqualTo(new Subject.OfProposal(new ProposalId(4)));
        assertThat(Subject.parse("n5")).isEqualTo(new Subject.OfIncident(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"c3", "w12", "w12s2", "p4", "n5", "UK_NORTH_DISK", "", "12", "w0", "w1000000", "w1s256", "w12 "})
    void aKeyPrintsAsItWasParsed(String key) {
        assertThat(Subject.parse(key)).hasToString(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "w0", "w007", "w1000000", "w1s256", "w12 ", "x3", "w12s", "n99999999999"})
    void whatNobodyNumbersIsAName(String key) {
        assertThat(Subject.parse(key)).isEqualTo(new Subject.Named(key));
    }

    @Test
    void aStageIsAboutItsWorkflow() {
        assertThat(Subject.parse("w12s2").workflow()).contains(new WorkflowId(12));
        assertThat(Subject.parse("w12").workflow()).contains(new WorkflowId(12));
        assertThat(Subject.parse("c12").workflow()).isEmpty();
    }
}

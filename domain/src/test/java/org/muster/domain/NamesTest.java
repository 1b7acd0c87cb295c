package org.muster.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.domain.event.EventType;
import org.muster.domain.failure.Problem;
import org.muster.domain.job.JobsubId;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"usertests:f1.root", "fardet-hd:a/b_c-d.root", "user.alice:x", "s:0"})
    void aDidPrintsAsItWasParsed(String text) {
        assertThat(Did.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nocolon",
                ":name",
                "scope:",
                "scope:/leading",
                "sc ope:n",
                "s:na me",
                "s:a:b",
                "s:n'x",
                "s:é"
            })
    void aMalformedDidIsRefusedWithWhatWouldBeRight(String text) {
        assertThatThrownBy(() -> Did.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not '");
    }

    @Test
    void lengthsAreThoseOfTheCatalogue() {
        assertThat(new Did("s".repeat(25), "n".repeat(250)).name()).hasSize(250);
        assertThatThrownBy(() -> new Did("s".repeat(26), "n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Did("s", "n".repeat(251))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStagePrintsAsItWasParsedAndOrdersByWorkflowThenNumber() {
        assertThat(StageRef.parse("w123s2")).hasToString("w123s2").isEqualTo(StageRef.of(123, 2));
        assertThat(List.of(StageRef.of(10, 1), StageRef.of(9, 2), StageRef.of(9, 1)).stream()
                        .sorted())
                .containsExactly(StageRef.of(9, 1), StageRef.of(9, 2), StageRef.of(10, 1));
    }

    @Test
    void aNumberIsWrittenWithItsLetterOrWithout() {
        assertThat(WorkflowId.parse("w123")).hasToString("w123").isEqualTo(WorkflowId.parse("123"));
        assertThat(CampaignId.parse("c12")).hasToString("c12").isEqualTo(CampaignId.parse("12"));
        assertThat(ProposalId.parse("p7")).hasToString("p7").isEqualTo(ProposalId.parse("7"));
        assertThat(StageRef.number("s2")).isEqualTo(StageRef.number("2")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "w", "w0", "0", "w1000000", "-1", "+1", "W1", "c1", "w1 ", "w99999999999", "w1s1"})
    void whatIsNoWorkflowIsRefused(String text) {
        assertThatThrownBy(() -> WorkflowId.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a workflow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "w1", "s1", "w0s1", "w1s0", "w1s256", "w1234567s1", "W1s1", "w1s1 "})
    void aMalformedStageIsRefused(String text) {
        assertThatThrownBy(() -> StageRef.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new WorkflowId(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WorkflowId(1_000_000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Distance(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Distance(102)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesOfPlacesAndJobsKeepToTheirCharacters() {
        assertThat(new RseName("UK_NORTH_DISK")).hasToString("UK_NORTH_DISK");
        assertThatThrownBy(() -> new RseName("uk_north")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RseName("A__B")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SiteName("UK North")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new JobsubId("1.0@host;rm")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Adler32Sum("0ABCDEF0")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyEventHasANumberOfItsOwn() {
        assertThat(Arrays.stream(EventType.values()).map(EventType::number).collect(Collectors.toList()))
                .doesNotHaveDuplicates();
        assertThat(EventType.of(105)).contains(EventType.WORKFLOW_RESTARTED);
        assertThat(EventType.of(999)).isEmpty();
    }

    @Test
    void aProblemReadsAsOneLine() {
        assertThat(new Problem(
                        "workflow[0].rss_mib",
                        Optional.of(12),
                        "-3 is not a memory size",
                        "write a number of MiB from 1"))
                .hasToString("line 12, workflow[0].rss_mib: -3 is not a memory size (write a number of MiB from 1)");
        assertThat(Problem.at("", "the request is empty", "")).hasToString("the request is empty");
    }
}

package org.muster.webapp.repairs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.domain.data.Did;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.platform.Discrepancy;
import org.muster.protocol.platform.DiscrepancyKind;

class RepairTextTest {
    private static final Did DATASET = new Did("usertests", "dev-w1s1p1n001");

    private static Discrepancy wrong(DiscrepancyKind kind, Did did, long bytes, String detail) {
        return new Discrepancy(kind, did, DATASET, StageRef.of(1, 1), Optional.of(1L), bytes, detail, Instant.EPOCH);
    }

    @Test
    void aLineSaysWhatIsWrongAndHowMuchItIs() {
        assertThat(RepairText.of(wrong(
                        DiscrepancyKind.MISSING_IN_RUCIO, new Did("usertests", "a.root"), 1000, "not registered")))
                .isEqualTo("not in Rucio, or not in its dataset there: not registered (1\u202f000 bytes)");
        assertThat(RepairText.of(wrong(DiscrepancyKind.RULE_STUCK, DATASET, 0, "")))
                .isEqualTo("the rule of the dataset is stuck");
    }

    @Test
    void filesAndRulesAreToldApart() {
        String text = RepairText.of(List.of(
                wrong(DiscrepancyKind.MISSING_IN_RUCIO, new Did("usertests", "a.root"), 1000, "not registered"),
                wrong(DiscrepancyKind.MISSING_IN_RUCIO, new Did("usertests", "b.root"), 500, "not registered"),
                wrong(DiscrepancyKind.RULE_MISSING, DATASET, 0, "no rule keeps it on UK_SOUTH_DISK")));

        assertThat(text).isEqualTo("""
                        2 files, 1\u202f500 bytes and 1 rule in all

                        2 files, 1\u202f500 bytes: not in Rucio, or not in its dataset there
                          repair: register its replica and put it into its datasets
                          usertests:a.root of usertests:dev-w1s1p1n001
                          usertests:b.root of usertests:dev-w1s1p1n001

                        1 rule: no rule keeps the dataset, so Rucio may delete it
                          repair: make the rule again
                          usertests:dev-w1s1p1n001: no rule keeps it on UK_SOUTH_DISK
                        """);
    }
}

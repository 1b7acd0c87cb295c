package org.muster.protocol.platform;

import java.time.Instant;
import java.util.Optional;
import org.muster.domain.data.Did;
import org.muster.domain.text.Absent;
import org.muster.domain.workflow.StageRef;

/**
 * One file, or the rule of one dataset, about which ledger and catalogues do not say the same.
 *
 * @param did of the file; of the dataset if its rule is wrong
 * @param stage whose output it is, or whose dataset it lies in
 * @param outputId the ledger's number of the output, or of one in the dataset, unless the ledger does not know the file
 * @param sizeBytes as the ledger has it; of an unknown file as the catalogue has it; of a rule 0
 * @param detail what was found, in words; part of what makes two discrepancies the same
 * @param seenAt when it was seen last
 */
public record Discrepancy(
        DiscrepancyKind kind,
        Did did,
        Did dataset,
        StageRef stage,
        Optional<Long> outputId,
        long sizeBytes,
        String detail,
        Instant seenAt) {
    public static final int MAX_DETAIL = 300;

    public Discrepancy {
        outputId = Absent.ifZero(outputId);
        if (detail.length() > MAX_DETAIL) {
            detail = detail.substring(0, MAX_DETAIL);
        }
    }

    /** The same for the same thing wrong, whenever and however often it is seen: kept since it had 0 for no output. */
    public String fingerprint() {
        return kind + " " + did + " " + dataset + " " + outputId.orElse(0L) + " " + detail;
    }
}

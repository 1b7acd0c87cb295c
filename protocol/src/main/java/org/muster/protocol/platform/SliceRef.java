package org.muster.protocol.platform;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.domain.campaign.RequestLimits;
import org.muster.domain.campaign.WorkflowPurpose;

/**
 * A slice of a campaign's inputs: what one row of its plan does, and one workflow carries out. {@code production-2} is the second
 * of the full production.
 */
public record SliceRef(WorkflowPurpose purpose, int order) {
    private static final Pattern FORM = Pattern.compile("(test|pilot|validation|production)-([1-9][0-9]{0,4})");

    public SliceRef {
        if (!RequestLimits.ROWS.holds(order)) {
            throw new IllegalArgumentException("slices are numbered from " + RequestLimits.ROWS + ", not " + order);
        }
    }

    public static SliceRef parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a slice looks like production-2, not '" + text + "'");
        }
        return new SliceRef(
                WorkflowPurpose.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public String toString() {
        return purpose + "-" + order;
    }
}

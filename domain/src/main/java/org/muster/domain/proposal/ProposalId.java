package org.muster.domain.proposal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Number of a proposal, from 1. Prints as {@code p123}. */
public record ProposalId(int number) {
    private static final Pattern FORM = Pattern.compile("p?([0-9]{1,9})");

    public ProposalId {
        if (number < 1) {
            throw new IllegalArgumentException("a proposal id is a number from 1, not " + number);
        }
    }

    /** @param text {@code p123}, or its number alone */
    public static ProposalId parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a proposal is a number such as 123 or p123, not '" + text + "'");
        }
        return new ProposalId(Integer.parseInt(matcher.group(1)));
    }

    @Override
    public String toString() {
        return "p" + number;
    }
}

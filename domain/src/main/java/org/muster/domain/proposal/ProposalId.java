package org.muster.domain.proposal;

/** Number of a proposal, from 1. Prints as {@code p123}. */
public record ProposalId(int number) {
    public ProposalId {
        if (number < 1) {
            throw new IllegalArgumentException("a proposal id is a number from 1, not " + number);
        }
    }

    /** @param text {@code 123} or {@code p123} */
    public static ProposalId parse(String text) {
        return new ProposalId(Integer.parseInt(text.startsWith("p") ? text.substring(1) : text));
    }

    @Override
    public String toString() {
        return "p" + number;
    }
}

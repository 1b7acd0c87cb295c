package org.muster.domain.campaign;

/** Number of a campaign, from 1. */
public record CampaignId(int number) implements Comparable<CampaignId> {
    public CampaignId {
        if (number < 1) {
            throw new IllegalArgumentException("a campaign id is a number from 1, not " + number);
        }
    }

    @Override
    public int compareTo(CampaignId other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "c" + number;
    }
}

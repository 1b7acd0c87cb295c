package org.muster.domain.campaign;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Number of a campaign, from 1. */
public record CampaignId(int number) implements Comparable<CampaignId> {
    private static final Pattern FORM = Pattern.compile("c?([0-9]{1,9})");

    public CampaignId {
        if (number < 1) {
            throw new IllegalArgumentException("a campaign id is a number from 1, not " + number);
        }
    }

    /** @param text {@code c12}, or its number alone */
    public static CampaignId parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a campaign is a number such as 12 or c12, not '" + text + "'");
        }
        return new CampaignId(Integer.parseInt(matcher.group(1)));
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

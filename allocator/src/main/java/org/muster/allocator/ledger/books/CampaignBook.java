package org.muster.allocator.ledger.books;

/** A campaign in memory: how many jobs live of all stages of all its workflows. */
public final class CampaignBook {
    private int live;

    void countLive(int change) {
        live += change;
    }

    public int live() {
        return live;
    }

    /** How many jobs more may start where so many may live at once. */
    public int room(int most) {
        return Math.max(0, most - live);
    }
}

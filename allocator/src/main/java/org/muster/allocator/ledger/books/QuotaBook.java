package org.muster.allocator.ledger.books;

import org.muster.allocator.matching.Geography;
import org.muster.protocol.control.Inventory;

/** A quota in memory: what the inventory grants, and how many jobs of its workflows live. */
public final class QuotaBook {
    private final String name;
    private Inventory.Quota granted;
    private int live;

    QuotaBook(String name, Geography geography) {
        this.name = name;
        this.granted = geography.quota(name);
    }

    void grant(Geography geography) {
        granted = geography.quota(name);
    }

    void countLive(int change) {
        live += change;
    }

    public int live() {
        return live;
    }

    public boolean enabled() {
        return granted.enabled();
    }

    public int maxRunningJobs() {
        return granted.maxRunningJobs();
    }

    public int maxFilesPerWorkflow() {
        return granted.maxFilesPerWorkflow();
    }

    /** No job more may start. */
    public boolean full() {
        return live >= granted.maxRunningJobs();
    }

    @Override
    public String toString() {
        return "quota " + name;
    }
}

package org.muster.allocator.ledger;

/**
 * What PostgreSQL keeps of a file and its replica at one RSE, read when the file is allocated.
 *
 * @param did as jobs see it
 */
public record FileText(String did, String wanPfn, String lanPfn) {
    /** LAN address within a site, else WAN. */
    String pfn(int distance) {
        return distance == 0 && !lanPfn.isEmpty() ? lanPfn : wanPfn;
    }

    /** Whether a job may call it by this address. */
    boolean calledAt(String pfn) {
        return wanPfn.equals(pfn) || lanPfn.equals(pfn);
    }
}

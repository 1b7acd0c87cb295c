package org.muster.allocator.ledger.rows;

import java.util.Optional;
import org.muster.domain.input.CounterFile;

/**
 * What PostgreSQL keeps of a file and its replica at one RSE, read when the file is allocated.
 *
 * <p>Kept as one string: every live allocation holds one for hours, and a collector's pause is the objects it has to move.
 */
public final class FileText {
    private final String all;
    private final int didEnd;
    private final int wanEnd;

    /** @param did as jobs see it */
    public FileText(String did, String wanPfn, Optional<String> lanPfn) {
        this.all = did + wanPfn + lanPfn.orElse("");
        this.didEnd = did.length();
        this.wanEnd = didEnd + wanPfn.length();
    }

    /** Of a file with a replica there, or of a counter, which lies nowhere (those of earlier versions have a replica). Others have none. */
    public static Optional<FileText> of(String did, Optional<String> wanPfn, Optional<String> lanPfn) {
        return wanPfn.or(() -> CounterFile.isName(did) ? Optional.of(CounterFile.number(did)) : Optional.empty())
                .map(wan -> new FileText(did, wan, lanPfn));
    }

    public String did() {
        return all.substring(0, didEnd);
    }

    /** LAN address within a site, else WAN. */
    public String pfn(int distance) {
        return distance == 0 && wanEnd < all.length() ? all.substring(wanEnd) : all.substring(didEnd, wanEnd);
    }

    /** Whether a job may call it by this address. */
    public boolean calledAt(String pfn) {
        return is(pfn, didEnd, wanEnd) || is(pfn, wanEnd, all.length());
    }

    private boolean is(String pfn, int begin, int end) {
        return pfn.length() == end - begin && all.startsWith(pfn, begin);
    }
}

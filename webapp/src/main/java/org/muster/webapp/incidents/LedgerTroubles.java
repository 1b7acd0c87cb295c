package org.muster.webapp.incidents;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.Trouble;
import org.muster.protocol.platform.Incident;
import org.springframework.stereotype.Component;

/** Workflows that the allocator could not read and has set aside: only administrators can mend rows. */
@Component
class LedgerTroubles implements TroubledPart {
    static final String SOURCE = "allocator";

    private final AllocatorClient allocator;

    LedgerTroubles(AllocatorClient allocator) {
        this.allocator = allocator;
    }

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public List<Incident> troubles() {
        return allocator.troubles().stream()
                .sorted(Comparator.comparing(Trouble::workflow))
                .map(trouble -> new Incident(
                        SOURCE,
                        trouble.workflow().toString(),
                        "Its rows make no sense, so its jobs are given nothing until they are mended: "
                                + trouble.reason()))
                .toList();
    }

    @Override
    public String others() {
        return "workflows cannot be read";
    }

    /** The allocator looks at all. */
    @Override
    public void tryAgain(Set<String> subjects) {
        allocator.lookAgainAtTroubles();
    }
}

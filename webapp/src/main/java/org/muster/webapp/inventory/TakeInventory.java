package org.muster.webapp.inventory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import org.muster.domain.proposal.ProposalState;
import org.muster.protocol.platform.FoundInventory;
import org.muster.protocol.platform.InventoryChange;
import org.muster.protocol.platform.InventoryProposalRow;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes a task of an inventory that differs. The same differences are asked about once: they wait, are being put in force, or
 * were refused. Other differences take the place of those that wait.
 */
@Component
class TakeInventory {
    private final InventoryProposals proposals;
    private final InventoryProcess process;

    TakeInventory(InventoryProposals proposals, InventoryProcess process) {
        this.proposals = proposals;
        this.process = process;
    }

    @Transactional
    InventoryProposalRow take(FoundInventory found) {
        proposals.lock();
        String digest = digest(found);
        Optional<InventoryProposals.Known> newest = proposals.newest();
        if (newest.filter(known -> same(known, digest)).isPresent()) {
            int proposal = newest.get().id();
            proposals.refresh(proposal, found.inventory());
            return proposals.row(proposal);
        }
        proposals.open().ifPresent(open -> {
            proposals.withdraw(open);
            process.withdrawInventory(open);
        });
        if (found.changes().isEmpty()) {
            return InventoryProposals.NOTHING;
        }
        int proposal = proposals.add(digest, found);
        process.startInventory(
                proposal, found.changes().stream().map(InventoryChange::text).collect(Collectors.joining("\n")));
        return proposals.row(proposal);
    }

    private static boolean same(InventoryProposals.Known known, String digest) {
        return known.digest().equals(digest)
                && (known.state() == ProposalState.OPEN
                        || known.state() == ProposalState.APPROVED
                        || known.state() == ProposalState.REFUSED);
    }

    private static String digest(FoundInventory found) {
        String text =
                found.changes().stream().map(InventoryChange::text).sorted().collect(Collectors.joining("\n"));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

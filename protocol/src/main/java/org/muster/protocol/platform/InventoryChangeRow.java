package org.muster.protocol.platform;

import org.muster.domain.proposal.ProposalState;

/** One line of a proposed inventory, as tables show it. */
public record InventoryChangeRow(
        long lineId, int proposal, ProposalState state, String subject, String name, String change, String text) {}

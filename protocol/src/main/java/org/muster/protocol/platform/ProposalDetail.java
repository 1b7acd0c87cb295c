package org.muster.protocol.platform;

/**
 * One proposal as people read it on their task.
 *
 * @param group who decides
 * @param effect what an approval does
 */
public record ProposalDetail(ProposalRow proposal, String question, String group, String effect, String text) {}

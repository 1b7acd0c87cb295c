package org.muster.protocol.platform;

import org.muster.domain.campaign.WorkflowPurpose;

/** Asks for the next workflow of a campaign plan to be made. */
public record NewWorkflow(WorkflowPurpose purpose, int order) {}

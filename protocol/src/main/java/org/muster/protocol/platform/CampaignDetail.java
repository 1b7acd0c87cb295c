package org.muster.protocol.platform;

import java.util.List;
import java.util.Map;

/** One campaign with its request, plan, decisions and log. */
public record CampaignDetail(
        CampaignRow campaign,
        String request,
        PlanView plan,
        List<WorkflowRow> workflows,
        List<DecisionRow> decisions,
        List<LogEntry> log,
        Map<String, String> links) {}

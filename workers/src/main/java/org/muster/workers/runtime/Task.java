package org.muster.workers.runtime;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.workflow.WorkflowId;
import org.muster.processes.Variable;

/** One external task: the variables that its handler asked for and that have a value. */
public record Task(String id, String businessKey, Map<Variable, Object> values) {
    public Task {
        values = values.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(values));
    }

    public boolean has(Variable variable) {
        return values.containsKey(variable);
    }

    /** The text, or empty text if there is none. */
    public String text(Variable variable) {
        Object value = values.get(variable);
        return value == null ? "" : value.toString();
    }

    public int number(Variable variable) {
        if (values.get(variable) instanceof Number number) {
            return Math.toIntExact(number.longValue());
        }
        throw new IllegalArgumentException("the campaign's or workflow's " + variable.variable() + " is not a number");
    }

    public CampaignId campaign() {
        return new CampaignId(number(Variable.CAMPAIGN_ID));
    }

    public WorkflowId workflow() {
        return new WorkflowId(number(Variable.WORKFLOW_ID));
    }

    public WorkflowPurpose purpose() {
        return WorkflowPurpose.valueOf(text(Variable.PURPOSE).toUpperCase(Locale.ROOT));
    }
}

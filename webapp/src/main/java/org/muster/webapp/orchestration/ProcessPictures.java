package org.muster.webapp.orchestration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.campaign.CampaignId;

/** Where campaigns stand in their process, for pages that draw it. */
public interface ProcessPictures {
    /** Empty if the campaign has no process, running or ended. */
    Optional<ProcessPicture> of(CampaignId campaign);

    /** Version of the campaign model that new campaigns follow. */
    String modelVersion();

    /** The campaign's own diagram first, then the one of the step that runs. */
    record ProcessPicture(List<Diagram> diagrams) {
        public ProcessPicture {
            diagrams = List.copyOf(diagrams);
        }
    }

    /**
     * One BPMN diagram.
     *
     * @param tokens how many tokens are at each activity id; activities without one are left out
     */
    record Diagram(String name, String bpmnXml, Map<String, Integer> tokens) {
        public Diagram {
            tokens = Map.copyOf(tokens);
        }
    }
}

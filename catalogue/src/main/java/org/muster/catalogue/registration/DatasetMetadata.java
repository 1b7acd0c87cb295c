package org.muster.catalogue.registration;

import java.util.LinkedHashMap;
import java.util.Map;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.WorkflowDetail;

/** Where the files of a new dataset come from: enough to make its files again. */
final class DatasetMetadata {
    private final MetadataKeys keys;
    private final PlatformClient platform;

    DatasetMetadata(MetadataKeys keys, PlatformClient platform) {
        this.keys = keys;
        this.platform = platform;
    }

    Map<String, Object> of(OutputToRegister output) {
        Map<String, Object> workflow = new LinkedHashMap<>();
        workflow.put("workflow_id", output.stage().workflow().number());
        workflow.put("stage_id", output.stage().stage());
        workflow.put("pattern_id", output.patternId());
        workflow.put("file_pattern", output.filePattern());
        workflow.put("user", output.owner());
        output.campaign().ifPresent(name -> workflow.put("campaign", name));
        try {
            WorkflowDetail detail = platform.workflow(output.stage().workflow());
            if (output.stage().stage() == 1) {
                workflow.put("mql", detail.workflow().mql());
            }
            detail.stages().stream()
                    .filter(stage -> stage.stage() == output.stage().stage())
                    .findFirst()
                    .ifPresent(stage -> workflow.putAll(StageOrigin.of(stage)));
        } catch (ApiRefused e) {
            // The webapp does not know the workflow any more; its files are registered all the same.
            workflow.put("request", "unknown");
        }
        return Map.of(keys.workflow(), workflow);
    }
}

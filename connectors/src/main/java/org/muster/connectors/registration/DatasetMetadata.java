package org.muster.connectors.registration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.WorkflowDetail;

/** The {@code dune.workflow} dictionary of a new dataset: enough to make its files again. */
final class DatasetMetadata {
    private final PlatformClient platform;

    DatasetMetadata(PlatformClient platform) {
        this.platform = platform;
    }

    Map<String, Object> of(OutputToRegister output) {
        Map<String, Object> workflow = new LinkedHashMap<>();
        workflow.put("workflow_id", output.stage().workflow().number());
        workflow.put("stage_id", output.stage().stage());
        workflow.put("pattern_id", output.patternId());
        workflow.put("file_pattern", output.filePattern());
        workflow.put("user", output.owner());
        workflow.put("campaign", output.campaign());
        try {
            WorkflowDetail detail = platform.workflow(output.stage().workflow());
            if (output.stage().stage() == 1) {
                workflow.put("mql", detail.workflow().mql());
            }
            stage(detail.stages(), output.stage().stage(), workflow);
        } catch (ApiRefused e) {
            // The webapp does not know the workflow any more; its files are registered all the same.
            workflow.put("request", "unknown");
        }
        return Map.of(OutputMetadata.WORKFLOW, workflow);
    }

    private static void stage(List<StageOrder> stages, int number, Map<String, Object> workflow) {
        stages.stream().filter(stage -> stage.stage() == number).findFirst().ifPresent(stage -> {
            workflow.put("processors", stage.processors());
            workflow.put("rss_bytes", stage.rssBytes());
            workflow.put("wall_seconds", stage.wallSeconds());
            workflow.put("jobscript_image", stage.jobscriptImage());
            workflow.put("jobscript_sha256", sha256(stage.jobscript()));
        });
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

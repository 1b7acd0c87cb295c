package org.muster.agents.jobfactory;

import java.util.Map;
import java.util.TreeMap;
import org.muster.protocol.control.StageDemand;
import org.muster.wrapper.WrapperJob;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What every wrapper job is told.
 *
 * @param pilotUrl where jobs reach the allocator; ends with a slash
 * @param heartbeatSeconds between two signs of life
 * @param cvmfs repositories that a worker node must have for a jobscript with an image, with commas between
 * @param jitterSeconds a job waits up to this long before its first call, so that a thousand do not call at once
 */
@ConfigurationProperties("muster.wrapper")
record WrapperSettings(String pilotUrl, String cvmfs, int heartbeatSeconds, int jitterSeconds) {
    String render(String instance, StageDemand demand, String secret) {
        Map<String, String> values = new TreeMap<>();
        values.put("justin_instance", instance);
        values.put("justin_job_secret", secret);
        values.put("justin_jobscript_image", demand.jobscriptImage().orElse(""));
        values.put(
                "justin_workflow_id", Integer.toString(demand.stage().workflow().number()));
        values.put("justin_stage_id", Integer.toString(demand.stage().stage()));
        values.put("muster_allocator_url", pilotUrl);
        values.put("muster_get_jobscript_jitter_seconds", Integer.toString(jitterSeconds));
        values.put("muster_cvmfs", cvmfs);
        values.put("muster_heartbeat_seconds", Integer.toString(heartbeatSeconds));
        return WrapperJob.render(values);
    }
}

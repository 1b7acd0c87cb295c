package org.muster.agents.batch;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The embedded batch system.
 *
 * @param slots jobs that run at once
 * @param sites that the slots play in turn; the inventory has them too
 * @param jobsDir a directory of its own
 * @param scratchDir where jobs work if they are users of their own, who cannot pass through the directory above
 * @param python what runs the wrapper job
 */
@ConfigurationProperties("muster.batch")
record BatchSettings(
        @DefaultValue("3") int slots,
        List<String> sites,
        Path jobsDir,
        @DefaultValue("/var/tmp/muster-jobs") Path scratchDir,
        @DefaultValue("python3") String python) {
    BatchSettings {
        sites = List.copyOf(sites);
    }
}

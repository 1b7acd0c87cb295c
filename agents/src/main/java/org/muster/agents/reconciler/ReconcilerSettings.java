package org.muster.agents.reconciler;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How often ledger and catalogues are compared.
 *
 * @param interval between two rounds through all datasets
 * @param settle a difference is told when a later round sees it so long after it was first seen: registering takes its time
 * @param replicaPause between two looks at replicas of input files, each at most {@link ReplicaWatch#MAX_FILES}
 */
@ConfigurationProperties("muster.reconciler")
record ReconcilerSettings(Duration interval, Duration settle, Duration replicaPause) {}

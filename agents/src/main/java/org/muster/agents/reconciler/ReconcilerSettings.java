package org.muster.agents.reconciler;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How often ledger and catalogues are compared.
 *
 * @param instance the installation's name, part of dataset names
 * @param metadataCategory before the dot of the keys that we write in MetaCat
 * @param interval between two rounds through all datasets
 * @param settle a difference is told when a later round sees it so long after it was first seen: registering takes its time
 * @param replicaPause between two looks at replicas of input files, each at most {@link ReplicaWatch#MAX_FILES}
 */
@ConfigurationProperties("muster.reconciler")
record ReconcilerSettings(
        String instance, String metadataCategory, Duration interval, Duration settle, Duration replicaPause) {}

package org.muster.workers.repairs;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param instance first part of the names of datasets that belong to one workflow
 * @param metadataCategory before the dot of the keys that we write in MetaCat
 */
@ConfigurationProperties("muster.repairs")
record RepairSettings(String instance, String metadataCategory) {}

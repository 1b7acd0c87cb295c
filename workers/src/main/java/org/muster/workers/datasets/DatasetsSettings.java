package org.muster.workers.datasets;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param instance first part of the names of datasets that belong to one workflow
 * @param metadataCategory before the dot of the keys that we write in MetaCat
 * @param productionScope scope of a campaign's datasets while it has no workflow that says
 */
@ConfigurationProperties("muster.datasets")
record DatasetsSettings(String instance, String metadataCategory, String productionScope) {}

package org.muster.workers.datasets;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param instance first part of the names of datasets that belong to one workflow
 * @param productionScope scope of a campaign's datasets while it has no workflow that says
 */
@ConfigurationProperties("muster.datasets")
record DatasetsSettings(String instance, String productionScope) {}

package org.muster.workers.datasets;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param productionScope scope of a campaign's datasets while it has no workflow that says */
@ConfigurationProperties("muster.datasets")
record DatasetsSettings(String productionScope) {}

package org.muster.workers.repairs;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param instance first part of the names of datasets that belong to one workflow */
@ConfigurationProperties("muster.repairs")
record RepairSettings(String instance) {}

package org.muster.agents.clearing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param pause between two steps, each of at most {@link StrayUploads#BATCH} outputs */
@ConfigurationProperties("muster.clearing")
record ClearingSettings(Duration pause) {}

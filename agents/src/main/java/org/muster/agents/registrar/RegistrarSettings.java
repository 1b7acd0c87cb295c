package org.muster.agents.registrar;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How outputs are registered.
 *
 * @param instance the installation's name, part of dataset names
 * @param metadataCategory before the dot of the keys that we write in MetaCat
 * @param linger how long outputs may wait for others, so that more of them share a call
 */
@ConfigurationProperties("muster.registrar")
record RegistrarSettings(String instance, String metadataCategory, Duration linger) {}

package org.muster.agents.registrar;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** The installation's name is part of dataset names. */
@ConfigurationProperties("muster.registrar")
record RegistrarSettings(String instance) {}

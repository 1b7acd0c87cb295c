package org.muster.workers.testing;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where tests write, and nothing else.
 *
 * @param testScope scope of the outputs of tests
 * @param productionScope scope of the outputs of everything else a campaign runs
 */
@ConfigurationProperties("muster.testing")
record TestingSettings(String testScope, String productionScope) {}

package org.muster.webapp.workflows;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What everybody may test without asking.
 *
 * @param filesADay input files of one person's workflows in test scopes, from midnight to midnight (UTC)
 */
@ConfigurationProperties("muster.campaigns.tests")
record TestSettings(long filesADay) {}

package org.muster.webapp.samples;

import java.util.Optional;
import org.muster.domain.campaign.WorkflowPurpose;

/**
 * A range of a frozen sample that one workflow takes.
 *
 * @param skip files of the sample before it
 * @param bytes of its files
 * @param events of its files; empty unless they are known of each one
 * @param run that all its files are of, if the sample is cut by runs
 */
public record Portion(
        WorkflowPurpose purpose, long skip, long files, long bytes, Optional<Long> events, Optional<Long> run) {}

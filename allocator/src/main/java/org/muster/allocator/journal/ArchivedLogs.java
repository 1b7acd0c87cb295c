package org.muster.allocator.journal;

import java.time.Instant;
import org.muster.domain.workflow.WorkflowId;

/**
 * Where the logs of a workflow's jobs are.
 *
 * @param jobs whose logs are there, one at least
 * @param bytes as the file lies there
 * @param sha256 of these bytes, in hexadecimal digits
 */
public record ArchivedLogs(
        WorkflowId workflow, long jobs, String name, long bytes, String sha256, Instant archivedAt) {}

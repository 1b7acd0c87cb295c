package org.muster.domain.workflow;

import java.time.Duration;
import org.muster.domain.limit.Range;
import org.muster.domain.limit.TextLimit;

/**
 * How large the fields of a workflow may be. Requests, submissions, the command line and the allocator read them here, so that
 * what one takes no other refuses; docs/using prints them.
 */
public final class WorkflowLimits {
    public static final TextLimit DESCRIPTION = TextLimit.lines(1, 500);
    public static final TextLimit MQL = TextLimit.lines(1, 10_000);
    public static final TextLimit JOBSCRIPT = TextLimit.file(200_000);
    public static final TextLimit IMAGE = TextLimit.line(0, 255);
    public static final TextLimit ENVIRONMENT_VALUE = TextLimit.lines(0, 4_000);
    public static final TextLimit RSE_EXPRESSION = TextLimit.line(0, 500);
    public static final TextLimit GROUP = TextLimit.line(0, 150);

    /** Why somebody pauses, resumes, finishes or quarantines. */
    public static final TextLimit REASON = TextLimit.lines(1, 1_000);

    public static final Range STAGES = new Range(1, 10);
    public static final Range OUTPUTS = new Range(0, 50);

    /** justIN keeps the numbers of stages and patterns in eight bits. */
    public static final Range PATTERN_ID = new Range(1, 255);

    public static final Range VARIABLES = new Range(0, 100);

    /** In a list of sites or storages. */
    public static final Range PLACES = new Range(0, 200);

    public static final Range PROCESSORS = new Range(1, 64);
    public static final Range RSS_MIB = new Range(1, 1_000_000);
    public static final Range WALL_SECONDS = new Range(60, 4 * 86_400);
    public static final Range PRIORITY = new Range(1, 99);

    /** 101 is a distance that is never matched: a stage with it would wait for ever. */
    public static final Range MAX_DISTANCE = new Range(0, 100);

    public static final Range FILES_PER_JOB = new Range(1, 100_000);

    /** Allocations of one file. */
    public static final Range ATTEMPTS = new Range(1, 1_000);

    public static final Range RUNNING_JOBS = new Range(1, 100_000);
    public static final Range LIFETIME_DAYS = new Range(0, 3_650);

    public static final Range GPUS = new Range(1, 16);
    public static final Range GPU_MEMORY_MIB = new Range(1, 1_000_000);

    /** Catalogues are not to be asked more often; who asks more rarely than once a month has forgotten it. */
    public static final Range REFIND_SECONDS = new Range(60, Duration.ofDays(31).toSeconds());

    /** How long inputs may go on growing. */
    public static final Duration LONGEST_REFINDING = Duration.ofDays(366);

    private static final long BYTES_PER_MIB = 1024L * 1024;
    private static final long SECONDS_PER_DAY = 86_400;

    public static final Range RSS_BYTES = new Range(1, RSS_MIB.most() * BYTES_PER_MIB);
    public static final Range GPU_MEMORY_BYTES = new Range(0, GPU_MEMORY_MIB.most() * BYTES_PER_MIB);
    public static final Range LIFETIME_SECONDS = new Range(0, LIFETIME_DAYS.most() * SECONDS_PER_DAY);

    private WorkflowLimits() {}
}

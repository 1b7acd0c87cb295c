package org.muster.domain.campaign;

import org.muster.domain.limit.Range;
import org.muster.domain.limit.TextLimit;

/** How large the entries of a production request may be, and what is written about a campaign; see WorkflowLimits for its steps. */
public final class RequestLimits {
    /** The YAML text. */
    public static final TextLimit REQUEST = TextLimit.file(200_000);

    /** Any text in it. */
    public static final TextLimit TEXT = TextLimit.lines(1, 2_000);

    public static final TextLimit JOBSCRIPT_NAME = TextLimit.line(1, 200);
    public static final TextLimit LOG_ENTRY = TextLimit.lines(1, 10_000);

    /** What somebody writes beside a decision. The engine's columns of texts are as wide. */
    public static final TextLimit COMMENT = TextLimit.lines(0, 4_000);

    /** Name or number of a meeting, of a person or of a document. */
    public static final TextLimit MEETING = TextLimit.line(0, 200);

    public static final TextLimit CODE_VERSION = TextLimit.line(1, 100);

    /** Of the plan, and beyond it: a step that is repeated more often is not repeated by a person. */
    public static final Range ROWS = new Range(1, 10_000);

    /** In any list of it. */
    public static final Range ELEMENTS = new Range(1, 200);

    /** Inputs of one slice, which is what a workflow takes. */
    public static final Range SLICE_FILES = new Range(1, 10_000);

    /** Of one sample over data. */
    public static final Range SAMPLE_FILES = new Range(1, 1_000_000);

    /** Files of a sample that travel and are kept together. */
    public static final Range PIECE_FILES = new Range(1, 10_000);

    /** Names of files that come with a request, one a line, such as two hundred thousand. */
    public static final TextLimit FILE_LIST = TextLimit.file(12_000_000);

    /** That come with a request. */
    public static final Range LISTS = new Range(0, 20);

    public static final Range JOBSCRIPTS = new Range(0, 20);

    /** Of a step, or of a sample: both, and what the platform sets itself, reach the job. */
    public static final Range VARIABLES = new Range(0, 45);

    public static final Range EVENTS = new Range(1, 1_000_000_000_000L);
    public static final Range EVENTS_PER_JOB = new Range(1, 100_000_000);
    public static final Range FILES = new Range(1, 1_000_000_000);
    public static final Range FILE_BYTES = new Range(1, 1_000_000_000_000L);

    /** An exabyte: sums of it still fit a long. */
    public static final Range STORAGE_BYTES = new Range(1, 1_000_000_000_000_000_000L);

    public static final Range CPU_HOURS = new Range(0, 1_000_000_000_000L);

    /** Of all workflows of a campaign together. */
    public static final Range JOBS = new Range(1, 100_000_000);

    public static final Range TEST_JOBS = new Range(1, 20);
    public static final Range TEST_EVENTS_PER_JOB = new Range(1, 10);

    private RequestLimits() {}
}

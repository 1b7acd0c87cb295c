package org.muster.domain.job;

/**
 * What a job may report. The wrapper job checks the same before it asks, with the constants of the same names in its
 * {@code limits.py}; all of it together fits into one request.
 */
public final class ResultLimits {
    /** Bytes of one request of a job. */
    public static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;

    /** Outputs of one job. */
    public static final int MAX_OUTPUTS = 1000;

    /** Bytes of one output. */
    public static final long MAX_OUTPUT_BYTES = 100_000_000_000_000L;

    /** An output's name, as Rucio's generic schema and MetaCat take it; outputs lie at the workspace's top level, so no slash. */
    public static final String OUTPUT_NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,249}";

    /** Bytes of an output's metadata and parents, as JSON in ASCII. */
    public static final int MAX_METADATA_BYTES = 256 * 1024;

    /** The same of all outputs of a job together. */
    public static final int MAX_METADATA_BYTES_TOGETHER = 2 * 1024 * 1024;

    /** Objects and lists inside each other in an output's metadata. */
    public static final int MAX_METADATA_DEPTH = 20;

    /** A metadata key has a category before a dot, as MetaCat wants it. Text of any language; no control characters. */
    public static final String METADATA_KEY = "[^.\\x00-\\x20\\x7f]+(?:\\.[^.\\x00-\\x20\\x7f]+)+";

    /** Characters of a metadata key. */
    public static final int MAX_METADATA_KEY = 255;

    /** Whole numbers of the metadata are between this and its negative: what a PostgreSQL bigint holds. */
    public static final long MAX_WHOLE_NUMBER = Long.MAX_VALUE;

    /** {@code core.event_count} of one output: sums of ninety million outputs still fit into a long. */
    public static final long MAX_EVENTS = 100_000_000_000L;

    /** Parents of one output. */
    public static final int MAX_PARENTS = 10_000;

    /** Lines of a list of processed files. */
    public static final int MAX_PROCESSED = 10_000;

    /** Characters of such a line. */
    public static final int MAX_PROCESSED_LINE = 1024;

    /** Bytes of such a list. */
    public static final int MAX_PROCESSED_BYTES = 512 * 1024;

    /** Characters of the jobscript's log that are kept: its end. */
    public static final int MAX_LOG = 10_000;

    /** Characters of the sentence that says why a job ended. */
    public static final int MAX_REASON = 1000;

    /** Seconds that a job can say it used, of one or all of its processors: thirty years. */
    public static final long MAX_SECONDS = 1_000_000_000L;

    /** Kilobytes of memory that it can say it used: a pebibyte. */
    public static final long MAX_RSS_KILOBYTES = 1L << 40;

    private ResultLimits() {}
}

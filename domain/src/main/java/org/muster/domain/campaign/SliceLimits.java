package org.muster.domain.campaign;

import java.time.Duration;

/**
 * When slices of a full production are started, by the jobs that its started slices want: those that run, and those that their
 * waiting files come to. The allocator lets no more run than were agreed (docs/adr/0035), so some may wait.
 */
public final class SliceLimits {
    /** Percent of the agreed number: from fewer wanted jobs on slices are started. Some wait, because starting takes a minute. */
    public static final int LOW_PERCENT = 120;

    /** Percent of the agreed number: so many wanted jobs are enough. */
    public static final int HIGH_PERCENT = 150;

    /** For so long a slice that was started counts as planned until the allocator says what it wants, and then as nothing. */
    public static final Duration SETTLING = Duration.ofMinutes(15);

    /** Of one campaign in one round; the next is seconds later. */
    public static final int STARTED_AT_ONCE = 50;

    private SliceLimits() {}
}

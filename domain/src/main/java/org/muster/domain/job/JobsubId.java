package org.muster.domain.job;

import java.util.regex.Pattern;

/** Name of a job as the batch system gave it, {@code cluster.process@scheduler}. */
public record JobsubId(String value) implements Comparable<JobsubId> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.@-]{1,255}");

    public JobsubId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a job id has 1 to 255 of A-Z a-z 0-9 _ . @ -, not '" + value + "'");
        }
    }

    @Override
    public int compareTo(JobsubId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package org.muster.benchmarks.whole;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param workflows with many files, whose jobs are run
 * @param filesEach of one of them
 * @param smallWorkflows with {@link #FILES_OF_SMALL} files, which run all the while and get no jobs
 * @param jobs of one file; a twenty-fifth of them more have {@link #FILES_OF_LARGE_JOB}
 * @param people who look at pages at once
 * @param looking how long they do
 * @param quiet how long nobody does anything afterwards
 */
record WholeSize(
        int workflows, int filesEach, int smallWorkflows, int jobs, int people, Duration looking, Duration quiet) {
    static final int FILES_OF_SMALL = 10;
    static final int FILES_OF_LARGE_JOB = 10;

    private static final int SMALL_JOBS_OF_A_LARGE = 25;

    /** What the aims were set for. */
    static final WholeSize FULL =
            new WholeSize(100, 10_000, 947, 250_000, 20, Duration.ofSeconds(60), Duration.ofSeconds(60));

    static final WholeSize MIDDLE =
            new WholeSize(100, 500, 0, 20_000, 20, Duration.ofSeconds(30), Duration.ofSeconds(30));
    static final WholeSize SMOKE = new WholeSize(2, 40, 1, 50, 3, Duration.ofSeconds(5), Duration.ofSeconds(1));

    WholeSize {
        if (workflows < 1 || filesEach < 1 || smallWorkflows < 0 || jobs < 1 || people < 1) {
            throw new IllegalArgumentException(
                    "at least one workflow, one file of each, one job and one of the people");
        }
        if ((long) workflows * filesEach < jobs + largeJobs(jobs) * (long) FILES_OF_LARGE_JOB) {
            throw new IllegalArgumentException(jobs + " jobs need "
                    + (jobs + largeJobs(jobs) * (long) FILES_OF_LARGE_JOB) + " files, and there are "
                    + (long) workflows * filesEach + ": fewer --jobs, or more --files-per-workflow");
        }
    }

    private static int largeJobs(int jobs) {
        return jobs / SMALL_JOBS_OF_A_LARGE;
    }

    int largeJobs() {
        return largeJobs(jobs);
    }

    int allWorkflows() {
        return workflows + smallWorkflows;
    }

    /** Of the large workflows. */
    int files() {
        return workflows * filesEach;
    }

    int allFiles() {
        return files() + smallWorkflows * FILES_OF_SMALL;
    }
}

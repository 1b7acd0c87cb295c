package org.muster.connectors.batch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;

/**
 * Runs wrapper jobs somewhere. A job is prepared first and released later, so that its name is known, and told to the
 * allocator, before it can ask the allocator for anything.
 */
public interface BatchSystem {
    /** What the names of its jobs end with, from the {@code @} on. */
    String scheduler();

    /** Where it can run jobs now. */
    Set<SiteName> sites();

    /** Jobs that can run at once, whatever is running now. */
    int slots();

    /** How many more jobs it takes before its queue is full. */
    int room();

    /**
     * Makes jobs that do not start before they are released.
     *
     * @return one name for each, in no order that matters; fewer than asked for if the queue is full
     */
    List<JobsubId> prepare(JobOrder order, int jobs);

    /** Lets prepared jobs start. Names that it does not know, or has released before, are passed over. */
    void release(List<JobsubId> jobs);

    /** Takes jobs away, whether they have begun or not. */
    void remove(List<JobsubId> jobs);

    /** Every job it knows; one that is not in the answer has ended long ago or never was. */
    Map<JobsubId, JobCondition> query();
}

package org.muster.protocol.control;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What has to hold before a file goes to a job at a site, in the order the allocator looks, and who can change it. */
public enum MatchingRule {
    JOB_LIVE("the job still takes files", "nobody: a job that ended is over"),
    WAITING("the file waits for a job", "the finder and the jobs that have it; see its state"),
    WORKFLOW_OPEN("the workflow is running", "the shifter: resume the workflow"),
    QUOTA_ENABLED("the quota is switched on", "the operators: the inventory's quotas"),
    SITE_ENABLED("the site is known and switched on", "the operators: the inventory's sites"),
    SITE_LISTED("the stage's site list has the site", "the requester: the stage's site list"),
    SITE_LIMITS(
            "the site offers what a job of the stage needs",
            "the requester: the stage's processors, memory or wall time; or the operators: the site's limits"),
    SITE_NOT_QUARANTINED("the site is not in quarantine for the stage", "the shifter: release the site"),
    NODE_NOT_QUARANTINED("the worker node is not in quarantine for the stage", "the shifter: release the node"),
    STAGE_CAP("fewer jobs of the stage run than may", "the shifter: the stage's running jobs; or wait"),
    QUOTA_CAP("fewer jobs of the quota run than may", "the operators: the quota's running jobs; or wait"),
    INPUT_RSES("the stage may read from an RSE that has the file", "the requester: the stage's input RSEs"),
    RSE_NOT_QUARANTINED("such an RSE is not in quarantine for the stage", "the shifter: release the RSE"),
    RSE_READABLE("such an RSE can be read now", "data management: the RSE's availability"),
    MEMORY(
            "the job has the memory that the file wants",
            "nobody: a job with more memory is submitted when it is needed"),
    DISTANCE("such an RSE is near enough", "the requester: the stage's maximum distance; or the operators: distances");

    private final String text;
    private final String changedBy;

    MatchingRule(String text, String changedBy) {
        this.text = text;
        this.changedBy = changedBy;
    }

    /** For people: what has to hold. */
    public String text() {
        return text;
    }

    /** For people: who can make it hold, and how. */
    public String changedBy() {
        return changedBy;
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

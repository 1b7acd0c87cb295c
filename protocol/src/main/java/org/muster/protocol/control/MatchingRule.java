package org.muster.protocol.control;

import java.util.Locale;

/** What has to hold before a file goes to a job at a site, in the order the allocator looks, and who can change it. */
public enum MatchingRule {
    JOB_TAKES_FILES(
            "the job has started and still takes files",
            "nobody: one that is submitted waits for a slot, and one that handed in its results is through"),
    WAITING("the file waits for a job", "the finder and the jobs that have it; see its state"),
    ENTRY_KNOWN("the site is known and has the entry", "the operators: the inventory's sites and entries"),
    WORKFLOW_OPEN("the workflow is running", "the shifter: resume the workflow"),
    QUOTA_ENABLED("the quota is switched on", "the operators: the inventory's quotas"),
    FILES_PER_JOB(
            "the job has had fewer files than a job may",
            "the requester: the stage's files per job; or nobody: other jobs get the rest"),
    SITE_ENABLED("the site is known and switched on", "the operators: the inventory's sites"),
    SITE_LISTED("the stage's site list has the site", "the requester: the stage's site list"),
    SITE_NOT_QUARANTINED("the site is not in quarantine for the stage", "the shifter: release the site"),
    SITE_LIMITS(
            "the site offers what a job of the stage needs",
            "the requester: the stage's processors, memory or wall time; or the operators: the site's limits"),
    NODE_NOT_QUARANTINED("the worker node is not in quarantine for the stage", "the shifter: release the node"),
    SLOT_SIZE(
            "the slot has the processors, memory and time that a job of the stage needs",
            "the requester: the stage's processors, memory or wall time; or nobody: larger slots get its files"),
    GPU(
            "the slot has the GPU that the stage wants",
            "the requester: the stage's GPU; or nobody: slots with one get it"),
    CONTAINER(
            "the stage's own container image can run inside the slot",
            "the requester: the stage's image; or the operators: containers at the site"),
    GROUP(
            "the slot is for the stage's group",
            "the requester: the stage's group; or the operators: the pilot's groups"),
    STAGE_CAP("fewer jobs of the stage run than may", "the shifter: the stage's running jobs; or wait"),
    CAMPAIGN_CAP(
            "fewer jobs of the campaign run than were agreed",
            "production and data management: the plan's running jobs; or wait"),
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

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

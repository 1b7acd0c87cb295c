package org.muster.processes;

/** Keys of the process definitions. */
public enum ProcessKey {
    /** One instance per campaign; business key {@code c12}. Five call activities, one per step. */
    CAMPAIGN("campaign"),
    SET_UP("campaign-set-up"),
    TEST("campaign-test"),
    VALIDATION_SAMPLE("campaign-validation-sample"),
    FULL_PRODUCTION("campaign-full-production"),
    CLOSE_OUT("campaign-close-out"),
    /** One instance per workflow; business key {@code w123}. */
    WORKFLOW("workflow"),
    /** One instance per proposal, of whatever kind; business key {@code p12}. */
    PROPOSAL("proposal"),
    /** One instance per incident that somebody has to look at; business key {@code n12}. */
    SET_ASIDE("set-aside");

    private final String key;

    ProcessKey(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }
}

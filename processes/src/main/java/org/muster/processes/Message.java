package org.muster.processes;

/** Messages that waiting instances understand; correlated by business key. */
public enum Message {
    PAUSE("workflow.pause"),
    RESUME("workflow.resume"),
    DRAINED("workflow.drained"),
    FINISH("workflow.finish"),
    /** No job is live, and the catalogues know every confirmed output. */
    ACCOUNTED("workflow.accounted"),
    /** To a campaign's full production: no slice of it is left to start or to run. */
    SLICES_ENDED("campaign.slices-ended"),
    /** To a proposal or an incident: what it is about is no longer true, so nobody needs to decide. */
    WITHDRAWN("proposal.withdrawn");

    private final String message;

    Message(String message) {
        this.message = message;
    }

    public String message() {
        return message;
    }
}

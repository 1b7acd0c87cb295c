package org.muster.processes;

/** Messages that a waiting workflow instance understands; correlated by business key. */
public enum Message {
    PAUSE("workflow.pause"),
    RESUME("workflow.resume"),
    DRAINED("workflow.drained"),
    FINISH("workflow.finish");

    private final String message;

    Message(String message) {
        this.message = message;
    }

    public String message() {
        return message;
    }
}

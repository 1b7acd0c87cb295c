package org.muster.launcher.demo;

/** The campaign took a turn that the script does not know; the message has the evidence. */
final class DemoLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoLost(String message) {
        super(message);
    }
}

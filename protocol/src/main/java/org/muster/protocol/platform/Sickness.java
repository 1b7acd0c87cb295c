package org.muster.protocol.platform;

/** What the sick-workflow rule found: the workflow is paused with this message. */
public record Sickness(Kind kind, String message, long jobscriptErrors, long noneProcessed, long well) {
    /** What there is too much of. */
    public enum Kind {
        JOBSCRIPT_ERRORS("Too many jobscript errors"),
        NONE_PROCESSED("Too many jobs that processed nothing"),
        ABORTED("Too many jobs that gave up");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}

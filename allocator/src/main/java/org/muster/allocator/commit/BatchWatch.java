package org.muster.allocator.commit;

/** Told of every batch, for metrics. */
public interface BatchWatch {
    BatchWatch NONE = new BatchWatch() {
        @Override
        public void committed(int commands, long decideNanos, long commitNanos) {}

        @Override
        public void failed(int commands) {}

        @Override
        public void broke(String kind) {}
    };

    void committed(int commands, long decideNanos, long commitNanos);

    /** They have to ask again. */
    void failed(int commands);

    /** A defect in a command of this kind, which is not tried again. */
    void broke(String kind);
}

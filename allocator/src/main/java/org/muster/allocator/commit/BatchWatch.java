package org.muster.allocator.commit;

/** Told of every batch, for metrics. */
public interface BatchWatch {
    BatchWatch NONE = new BatchWatch() {
        @Override
        public void committed(int commands, long decideNanos, long commitNanos) {}

        @Override
        public void failed(int commands) {}
    };

    void committed(int commands, long decideNanos, long commitNanos);

    void failed(int commands);
}

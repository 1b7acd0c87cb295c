package org.muster.allocator.commit;

/** A defect: the command was not done, nothing of it is kept, and it will not be tried again. */
public final class CommandBroke extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandBroke() {
        super("a defect of the allocator; its log says more", null, false, false);
    }
}

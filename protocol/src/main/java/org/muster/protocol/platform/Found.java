package org.muster.protocol.platform;

/** What a machine found and people have to decide about. */
public interface Found {
    /** Which kind of proposal it becomes, such as {@code repairs}. */
    String proposalKind();
}

package org.muster.protocol.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of something that the platform found and a data manager decides. */
public enum ProposalState {
    /** Waits for a decision. */
    OPEN,
    /** Decided, and being carried out. */
    APPROVED,
    REFUSED,
    /** Carried out; of a repair list, as far as possible. */
    FINISHED,
    /** It was no longer true before anybody decided. */
    WITHDRAWN;

    @JsonCreator
    public static ProposalState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

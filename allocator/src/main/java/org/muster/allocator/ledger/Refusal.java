package org.muster.allocator.ledger;

/** Why a command is refused, by what the sender can do about it. */
public enum Refusal {
    /** The request itself is wrong; sending it again changes nothing. */
    MALFORMED,
    /** Not this sender, or not in this state. */
    FORBIDDEN,
    /** Nothing of the kind here, or nothing to hand out. */
    NOTHING,
    /** It contradicts what is recorded already. */
    CONFLICT,
    /** The job has ended, or that step of it is over. */
    OVER,
    /** Possible later: try again. */
    NOT_NOW
}

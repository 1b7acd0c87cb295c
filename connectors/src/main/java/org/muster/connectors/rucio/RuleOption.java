package org.muster.connectors.rucio;

import java.util.Locale;

/** What may be said of a rule besides how many copies where, for whom and for how long; see Rucio's own manual. */
public enum RuleOption {
    ACTIVITY(String.class),
    ASK_APPROVAL(Boolean.class),
    ASYNCHRONOUS(Boolean.class),
    /** Seconds; implies asynchronous. */
    DELAY_INJECTION(Integer.class),
    /** ALL, DATASET or NONE: what is kept in one place. */
    GROUPING(String.class),
    IGNORE_AVAILABILITY(Boolean.class),
    LOCKED(Boolean.class),
    /** Must be text: an object is refused. */
    META(String.class),
    /** Y, C, N or P. */
    NOTIFY(String.class),
    /** 1 to 5. */
    PRIORITY(Integer.class),
    PURGE_REPLICAS(Boolean.class),
    SOURCE_REPLICA_EXPRESSION(String.class),
    SPLIT_CONTAINER(Boolean.class),
    /** An RSE attribute with numbers. */
    WEIGHT(String.class);

    private final Class<?> type;

    RuleOption(Class<?> type) {
        this.type = type;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a value that Rucio would refuse, or worse, misread */
    Object checked(Object value) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(key() + " is a " + type.getSimpleName() + ", not " + value);
        }
        return value;
    }
}

package org.muster.domain.identity;

import java.util.Optional;
import java.util.stream.Stream;

/** The roles of the campaign procedure, each the name of a group in the token's {@code groups} claim. */
public enum Role {
    REQUESTER("requesters"),
    SHIFTER("shifters"),
    PRODUCTION("production"),
    /** Experienced production members: may skip the pilot workflow, sign the dataset rehearsal. */
    EXPERT("production-experts"),
    DATA_MANAGEMENT("data-management"),
    /** Runs the platform. The name is the one Camunda gives its administrators. */
    ADMIN("camunda-admin"),
    /** Muster's own processes: allocator, agents, workers, webapp. */
    SERVICE("services");

    private final String group;

    Role(String group) {
        this.group = group;
    }

    public String group() {
        return group;
    }

    public static Optional<Role> ofGroup(String group) {
        return Stream.of(values()).filter(role -> role.group.equals(group)).findFirst();
    }
}

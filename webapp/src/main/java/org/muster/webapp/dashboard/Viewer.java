package org.muster.webapp.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.Set;
import org.muster.domain.identity.Role;
import org.muster.protocol.platform.WorkflowRow;
import org.muster.webapp.identity.Person;
import org.springframework.security.core.Authentication;

/** Who looks at a page, and what the page offers them. */
record Viewer(Person person) {
    private static final Set<Role> STEERING = EnumSet.of(Role.SHIFTER, Role.PRODUCTION, Role.EXPERT);

    private static final Set<Role> OPERATORS =
            EnumSet.of(Role.SHIFTER, Role.PRODUCTION, Role.EXPERT, Role.DATA_MANAGEMENT, Role.ADMIN);

    static Viewer of(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Authentication authentication && authentication.isAuthenticated()
                ? new Viewer(Person.of(authentication))
                : new Viewer(new Person("", Set.of()));
    }

    public String name() {
        return person.name();
    }

    /** Somebody of a group that takes part in campaigns. */
    public boolean known() {
        return !person.roles().isEmpty();
    }

    /** May write into shifter logs. */
    boolean operates() {
        return person.roles().stream().anyMatch(OPERATORS::contains);
    }

    /** Pauses and resumes whoever's workflow. */
    boolean steers() {
        return person.roles().stream().anyMatch(STEERING::contains);
    }

    /** Is offered to pause, resume and finish this workflow; what decides in the end is the workflow's own rule. */
    boolean controls(WorkflowRow workflow) {
        return steers() || workflow.owner().equals(name());
    }

    public boolean administers() {
        return person.has(Role.ADMIN);
    }
}

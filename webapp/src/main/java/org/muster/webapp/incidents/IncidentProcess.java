package org.muster.webapp.incidents;

import org.muster.domain.identity.Role;

/** The engine's side of an incident; joins the caller's transaction. */
public interface IncidentProcess {
    /**
     * @param title what the task is called
     * @param text what people see on it
     * @param mender who can do something about it
     */
    void startIncident(int incident, String title, String text, Role mender);

    /** Nobody needs to look any more. */
    void withdrawIncident(int incident);
}

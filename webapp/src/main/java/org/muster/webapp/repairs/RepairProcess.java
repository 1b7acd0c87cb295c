package org.muster.webapp.repairs;

/** The engine's side of a repair list; joins the caller's transaction. */
public interface RepairProcess {
    /** @param text what people see on their task */
    void startRepairs(int list, String text);

    /** Nobody needs to decide any more. */
    void withdrawRepairs(int list);
}

package org.muster.webapp.inventory;

/** The engine's side of a proposed inventory; joins the caller's transaction. */
public interface InventoryProcess {
    /** @param text what people see on their task */
    void startInventory(int proposal, String text);

    /** Nobody needs to decide any more. */
    void withdrawInventory(int proposal);
}

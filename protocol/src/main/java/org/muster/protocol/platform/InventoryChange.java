package org.muster.protocol.platform;

/**
 * One difference between the inventory that matching goes by and the one that was found, in words.
 *
 * @param subject site, entry, storage, distance or quota
 * @param name of the site, entry, storage or quota
 * @param change added, removed or changed
 * @param text a sentence, e.g. {@code site UK_North: max cores 4 -> 8}
 */
public record InventoryChange(String subject, String name, String change, String text) {}

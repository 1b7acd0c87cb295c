package org.muster.webapp.identity;

import org.muster.protocol.identity.OwnTokens;

/** What the catalogues are sent: tokens of our own client, or of one that is for them alone. */
public record CatalogueTokens(OwnTokens tokens) {}

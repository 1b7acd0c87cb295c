package org.muster.connectors.metacat;

import org.muster.domain.data.Did;

/** MQL under a name. MetaCat does not read it before it is used. */
public record NamedQuery(Did name, String mql) {}

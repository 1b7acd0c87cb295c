package org.muster.connectors.rucio;

import org.muster.domain.storage.RseName;

/** What an account uses on an RSE, and what it may use. No limit set is no quota at all. */
public record AccountUse(RseName rse, long bytes, long files, long limitBytes, long remainingBytes) {}

package org.muster.protocol.control;

import org.muster.domain.storage.RseName;

/** One readable replica. {@code lanPfn} is empty where the storage has none. */
public record FoundReplica(RseName rse, String wanPfn, String lanPfn) {}

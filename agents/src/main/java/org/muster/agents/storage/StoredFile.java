package org.muster.agents.storage;

import java.util.Optional;
import java.util.OptionalLong;
import org.muster.domain.data.Adler32Sum;

/** What a storage says of a file; either may be missing. */
public record StoredFile(OptionalLong sizeBytes, Optional<Adler32Sum> checksum) {}

package org.muster.connectors.metacat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.muster.domain.data.Did;

/** A file as MetaCat has it. {@code adler32} is in lower case, if it has one; {@code metadata} is an object, empty if not asked for. */
public record CatalogueFile(String fid, Did did, long sizeBytes, Optional<String> adler32, JsonNode metadata) {}

package org.muster.connectors.metacat;

import com.fasterxml.jackson.databind.JsonNode;
import org.muster.domain.data.Did;

/** A file as MetaCat has it. {@code adler32} is empty if it has none; {@code metadata} is an object, empty if not asked for. */
public record CatalogueFile(String fid, Did did, long sizeBytes, String adler32, JsonNode metadata) {}

package org.muster.connectors.metacat;

import com.fasterxml.jackson.databind.JsonNode;
import org.muster.domain.data.Did;

/** A dataset as MetaCat has it. {@code fileCount} is an estimate that never sinks. */
public record CatalogueDataset(Did did, boolean frozen, long fileCount, JsonNode metadata) {}

package org.muster.connectors.metacat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;

/** A file to declare. Every key of {@code metadata} has a dot; parents are declared already. */
public record FileDeclaration(Did did, long sizeBytes, Adler32Sum adler32, JsonNode metadata, List<Did> parents) {
    public FileDeclaration {
        parents = List.copyOf(parents);
    }
}

package org.muster.connectors.rucio;

import java.util.List;
import org.muster.domain.data.Did;

/** What is to be in a dataset or container, whether it is there already or not. */
public record Attachment(Did parent, List<Did> children) {
    public Attachment {
        children = List.copyOf(children);
    }
}

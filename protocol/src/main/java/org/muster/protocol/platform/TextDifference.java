package org.muster.protocol.platform;

import java.util.List;

/**
 * What is different in one text of a definition, line by line.
 *
 * @param name of the text: a jobscript's
 * @param lines those that are different and three around them, as in a unified diff: each begins with a blank, {@code +}, {@code -}
 *     or {@code @@}
 */
public record TextDifference(String name, int added, int removed, List<String> lines) {
    public TextDifference {
        lines = List.copyOf(lines);
    }
}

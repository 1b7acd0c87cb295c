package org.muster.webapp.proposals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.muster.domain.identity.Role;

/**
 * One kind of thing that machines propose and people decide. Another kind is another component of this type, and the worker's
 * part that carries it out.
 *
 * @param <F> what a program sends when it has found something
 * @param <L> one line of it
 */
public interface ProposalKind<F, L> {
    /**
     * What is the same for all proposals of a kind.
     *
     * @param name in addresses, and in the database
     * @param question what people are asked; the name of their task
     * @param effect what an approval does, and what is so until then
     * @param askAgainAfter so long after a refusal, or after it could not be carried out, the same is not asked again; never if
     *     empty
     */
    record Facts<F, L>(
            String name,
            String question,
            String effect,
            Role decider,
            Class<F> found,
            Class<L> line,
            Optional<Duration> askAgainAfter) {}

    /** How people read a line: a word, the names of all that it is about, the most exact first, and a sentence. */
    record Reading(String what, List<String> about, String text) {}

    Facts<F, L> facts();

    List<L> lines(F found);

    Reading read(L line);

    /**
     * For each line a text that is the same for the same thing, whenever and however often it is found. Of lines that make sense
     * only together it is the same for all, and another if one of them is.
     */
    Function<L, String> fingerprints(F found);

    /** When it was last so; by default it is so now. What was so before it was carried out says nothing. */
    default Instant seenAt(L line) {
        return Instant.MAX;
    }

    /** Whether everything was looked at; otherwise what is not among the lines may still be so. */
    default boolean whole(F found) {
        return true;
    }

    /** What is carried out and belongs to no single line. */
    default JsonNode content(F found) {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Lines that are proposed together, as people read them on their task. */
    default String text(List<L> lines) {
        return lines.stream().map(line -> read(line).text()).collect(Collectors.joining("\n"));
    }
}

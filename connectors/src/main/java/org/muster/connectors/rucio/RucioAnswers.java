package org.muster.connectors.rucio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Locale;
import org.muster.connectors.transport.WholeReply;
import org.muster.protocol.http.Json;

/** Tells answers, refusals and troubles worth another try apart. */
final class RucioAnswers {
    private RucioAnswers() {}

    /**
     * @throws RucioRefused for an answer that would be the same next time
     * @throws IOException for one that may not
     */
    static void check(WholeReply answer) throws IOException {
        if (answer.status() < 400) {
            return;
        }
        String text = answer.errorText();
        JsonNode body = json(text);
        String name = body.path("ExceptionClass").asText(answer.header("ExceptionClass"));
        String message = body.path("ExceptionMessage").asText(text);
        RucioError error = RucioError.of(name);
        if (transientTrouble(answer.status(), error, message)) {
            throw new IOException("answered " + answer.status() + " " + name + " " + message);
        }
        throw new RucioRefused(
                error, answer.status(), "Rucio refused (" + answer.status() + " " + name + "): " + message);
    }

    private static boolean transientTrouble(int status, RucioError error, String message) {
        return switch (error) {
            case DATABASE, RULE_BUSY -> true;
            case RSE_BLOCKED -> false;
            // Two clients registered the same new file at once; the loser's batch was rolled back.
            case UNSPECIFIC -> duplicateKey(message);
            default -> status == 502 || status == 503 || status == 504 || status == 429;
        };
    }

    private static boolean duplicateKey(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return lower.contains("uniqueviolation") || lower.contains("duplicate key");
    }

    static JsonNode json(String text) {
        try {
            JsonNode node = Json.trees().readTree(text);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}

package org.muster.allocator.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.muster.domain.workflow.StageRef;

/** Tokens that several jobs of a stage are given. Used by all event loops. */
final class SharedTokens {
    /** Stages that start jobs at the same time; the one that was asked for longest ago gives way. */
    private static final int MAX_KEPT = 1_000;

    /** Whoever asks for the same may have the same. */
    record Use(StageRef stage, List<String> scopes, Duration life) {}

    /** @param given until when it is given to others; it is good for longer */
    record Token(String text, Instant given) {
        @Override
        public String toString() {
            return "Token until " + given;
        }
    }

    private final Map<Use, Token> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Use, Token> eldest) {
            return size() > MAX_KEPT;
        }
    };

    /** An empty one is not kept: the next may be had. */
    synchronized String get(Use use, Instant now, Supplier<Token> sign) {
        Token known = kept.get(use);
        if (known != null && now.isBefore(known.given())) {
            return known.text();
        }
        Token made = sign.get();
        if (!made.text().isEmpty()) {
            kept.put(use, made);
        }
        return made.text();
    }
}

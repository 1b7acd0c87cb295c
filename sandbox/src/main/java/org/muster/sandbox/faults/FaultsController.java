package org.muster.sandbox.faults;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.sandbox.identity.Doors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Switches faults on and off, for administrators. */
@RestController
final class FaultsController {

    private final Faults faults;
    private final Doors doors;
    private final String adminGroup;

    FaultsController(Faults faults, Doors doors, @Value("${muster.sandbox.storage.admin-group}") String adminGroup) {
        this.faults = faults;
        this.doors = doors;
        this.adminGroup = adminGroup;
    }

    /**
     * What to switch.
     *
     * @param target rucio, metacat, transfers, or an RSE, whose storage is meant
     * @param rse    the same as {@code target}
     * @param kind   slow (with delay_millis), error (with status), loss, torn, short, expired_token or none
     * @param path   only requests whose path contains it
     * @param times  requests that it lasts for; until it is switched off if absent
     */
    record FaultRequest(
            @Nullable String target,
            @Nullable String rse,
            @Nullable String kind,
            @Nullable Long delay_millis,
            @Nullable Integer status,
            @Nullable String path,
            @Nullable Integer times) {

        String where() {
            return Optional.ofNullable(target)
                    .or(() -> Optional.ofNullable(rse))
                    .orElseThrow(
                            () -> new IllegalArgumentException("target must be rucio, metacat, transfers or an RSE"));
        }

        String what() {
            return Optional.ofNullable(kind)
                    .map(text -> text.replace('-', '_').toUpperCase(Locale.ROOT))
                    .orElse("");
        }

        Fault fault() {
            Fault.Kind chosen;
            try {
                chosen = Fault.Kind.valueOf(what());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "kind must be slow, error, loss, torn, short, expired_token or none", e);
            }
            return new Fault(
                    chosen,
                    Duration.ofMillis(Optional.ofNullable(delay_millis).orElse(1_000L)),
                    Optional.ofNullable(status).orElse(503),
                    Optional.ofNullable(path).orElse(""));
        }
    }

    @PostMapping("/faults")
    ResponseEntity<Map<String, String>> set(
            @RequestHeader("Authorization") Optional<String> authorization, @RequestBody FaultRequest asked) {
        Optional<Boolean> admin = authorization
                .filter(header -> header.regionMatches(true, 0, "bearer ", 0, 7))
                .flatMap(header -> doors.operators(header.substring(7).trim()))
                .map(identity -> identity.groups().contains(adminGroup));
        if (admin.isEmpty()) {
            return answer(401, "a valid bearer token is needed");
        }
        if (!admin.get()) {
            return answer(403, "only administrators may break things");
        }
        try {
            if (asked.what().equals("NONE")) {
                faults.clear(asked.where());
            } else {
                faults.set(
                        asked.where(),
                        asked.fault(),
                        Optional.ofNullable(asked.times()).orElse(0));
            }
        } catch (IllegalArgumentException e) {
            return answer(400, String.valueOf(e.getMessage()));
        }
        return answer(200, "done");
    }

    private static ResponseEntity<Map<String, String>> answer(int status, String message) {
        return ResponseEntity.status(status).body(Map.of("message", message));
    }
}

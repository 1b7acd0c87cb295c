package org.muster.sandbox.storage;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.sandbox.identity.JwtVerifier;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Switches storage faults on and off, for administrators. */
@RestController
final class FaultsController {

    private final Faults faults;
    private final JwtVerifier verifier;
    private final String adminGroup;

    FaultsController(Faults faults, JwtVerifier verifier, StorageConfig config) {
        this.faults = faults;
        this.verifier = verifier;
        this.adminGroup = config.adminGroup();
    }

    /**
     * What to switch.
     *
     * @param kind slow (with delay_millis), error (with status), loss or none
     */
    record FaultRequest(
            String rse,
            String kind,
            @Nullable Long delay_millis,
            @Nullable Integer status) {}

    @PostMapping("/faults")
    ResponseEntity<Map<String, String>> set(
            @RequestHeader("Authorization") Optional<String> authorization, @RequestBody FaultRequest asked) {
        Optional<Boolean> admin = authorization
                .filter(header -> header.regionMatches(true, 0, "bearer ", 0, 7))
                .flatMap(header -> verifier.verify(header.substring(7).trim()))
                .map(identity -> identity.groups().contains(adminGroup));
        if (admin.isEmpty()) {
            return answer(401, "a valid bearer token is needed");
        }
        if (!admin.get()) {
            return answer(403, "only administrators may break things");
        }
        try {
            switch (asked.kind()) {
                case "none" -> faults.clear(asked.rse());
                case "slow" ->
                    faults.set(
                            asked.rse(),
                            new Fault.Slow(Duration.ofMillis(
                                    Optional.ofNullable(asked.delay_millis()).orElse(1_000L))));
                case "error" ->
                    faults.set(
                            asked.rse(),
                            new Fault.Failing(
                                    Optional.ofNullable(asked.status()).orElse(503)));
                case "loss" -> faults.set(asked.rse(), new Fault.Losing());
                default -> throw new IllegalArgumentException("kind must be slow, error, loss or none");
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

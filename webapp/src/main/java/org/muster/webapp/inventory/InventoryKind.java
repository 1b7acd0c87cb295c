package org.muster.webapp.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.muster.domain.identity.Role;
import org.muster.protocol.http.Json;
import org.muster.protocol.platform.FoundInventory;
import org.muster.protocol.platform.InventoryChange;
import org.muster.webapp.proposals.ProposalKind;
import org.springframework.stereotype.Component;

/** Sites, entries, storages, distances or quotas that are no longer what matching goes by; all differences together. */
@Component
record InventoryKind() implements ProposalKind<FoundInventory, InventoryChange> {
    @Override
    public Facts<FoundInventory, InventoryChange> facts() {
        return new Facts<>(
                FoundInventory.KIND,
                "Change the inventory?",
                "Matching goes by the old inventory until you approve, and then by this one.",
                Role.DATA_MANAGEMENT,
                FoundInventory.class,
                InventoryChange.class,
                Optional.empty());
    }

    @Override
    public List<InventoryChange> lines(FoundInventory found) {
        return found.changes();
    }

    @Override
    public Reading read(InventoryChange change) {
        return new Reading(change.change(), List.of(change.name(), change.subject()), change.text());
    }

    @Override
    public JsonNode content(FoundInventory found) {
        return Json.mapper().valueToTree(found.inventory());
    }

    /** One inventory is put in force, so one difference more makes all of them another proposal. */
    @Override
    public Function<InventoryChange, String> fingerprints(FoundInventory found) {
        String all =
                found.changes().stream().map(InventoryChange::text).sorted().collect(Collectors.joining("\n"));
        String digest = HexFormat.of().formatHex(sha256().digest(all.getBytes(StandardCharsets.UTF_8)));
        return change -> digest;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

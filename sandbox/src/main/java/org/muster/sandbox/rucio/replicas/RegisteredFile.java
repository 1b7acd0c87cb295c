package org.muster.sandbox.rucio.replicas;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.muster.sandbox.rucio.http.NameRules;
import org.muster.sandbox.rucio.http.RucioJson;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.muster.sandbox.rucio.http.UncheckedDid;

/** A file as a client registers it. Checksums are optional and kept in the case they come in. */
record RegisteredFile(
        UncheckedDid did,
        long bytes,
        Optional<String> adler32,
        Optional<String> md5,
        Optional<String> pfn,
        ReplicaState state,
        String meta) {

    private static final Set<String> KEYS =
            Set.of("scope", "name", "bytes", "adler32", "md5", "meta", "pfn", "state", "dataset_meta", "guid");

    static RegisteredFile of(JsonNode file) {
        for (Iterator<String> keys = file.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!KEYS.contains(key)) {
                throw RucioRefusal.invalidObject(
                        String.format(Locale.ROOT, "Additional properties are not allowed ('%s' was unexpected)", key));
            }
        }
        UncheckedDid did = NameRules.checked(UncheckedDid.of(file));
        long bytes = RucioJson.optionalWhole(file, "bytes")
                .orElseThrow(() -> new IllegalStateException("'bytes'")); // a bare 500 on the real server too
        Optional<String> adler32 = RucioJson.optionalText(file, "adler32");
        adler32.ifPresent(NameRules::requireAdler32);
        Optional<String> md5 = RucioJson.optionalText(file, "md5");
        md5.ifPresent(NameRules::requireMd5);
        return new RegisteredFile(
                did,
                bytes,
                adler32,
                md5,
                RucioJson.optionalText(file, "pfn"),
                ReplicaState.ofLetter(
                        RucioJson.optionalText(file, "state").orElse("A").toUpperCase(Locale.ROOT)),
                RucioJson.optional(file, "meta").map(JsonNode::toString).orElse("{}"));
    }
}

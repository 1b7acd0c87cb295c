package org.muster.sandbox.rucio.rses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.muster.sandbox.rucio.http.RucioJson;
import org.muster.sandbox.rucio.http.RucioRefusal;

/** What a new protocol of an RSE is to be. One that could not be read again would hide every RSE. */
record ProtocolTerms(String hostname, int port, String prefix, String impl, String domains) {

    private static final Set<String> DOMAINS = Set.of("lan", "wan");
    private static final List<String> OPERATIONS =
            List.of("read", "write", "delete", "third_party_copy", "third_party_copy_read", "third_party_copy_write");
    private static final int MAX_PORT = 65_535;

    static ProtocolTerms of(JsonNode body) {
        String impl =
                RucioJson.optionalText(body, "impl").orElseThrow(() -> RucioRefusal.invalidObject("Missing values!"));
        int port = RucioJson.optionalSmall(body, "port").orElse(0);
        if (port < 0 || port > MAX_PORT) {
            throw RucioRefusal.invalidObject(port + " is no port");
        }
        JsonNode domains = RucioJson.optional(body, "domains").orElseGet(() -> RucioJson.read("{}"));
        requireDomains(domains);
        return new ProtocolTerms(
                RucioJson.optionalText(body, "hostname").orElse("localhost"),
                port,
                RucioJson.optionalText(body, "prefix").orElse(""),
                impl,
                domains.toString());
    }

    private static void requireDomains(JsonNode domains) {
        if (!domains.isObject()) {
            throw RucioRefusal.invalidObject("domains is not of type 'object'");
        }
        domains.properties().forEach(domain -> {
            if (!DOMAINS.contains(domain.getKey())) {
                throw new RucioRefusal(
                        404,
                        "RSEProtocolDomainNotSupported",
                        String.format(
                                Locale.ROOT,
                                "The protocol domain '%s' is not defined in the schema.",
                                domain.getKey()));
            }
            if (!domain.getValue().isObject()) {
                throw RucioRefusal.invalidObject(domain.getKey() + " is not of type 'object'");
            }
            domain.getValue()
                    .properties()
                    .forEach(priority -> requirePriority(domain.getKey(), priority.getKey(), priority.getValue()));
        });
    }

    private static void requirePriority(String domain, String operation, JsonNode priority) {
        if (!OPERATIONS.contains(operation)) {
            throw new RucioRefusal(
                    404,
                    "RSEOperationNotSupported",
                    String.format(Locale.ROOT, "Operation '%s' not defined in schema.", operation));
        }
        boolean fits = priority.isNull()
                || (priority.canConvertToInt() && priority.isIntegralNumber() && priority.intValue() >= 0);
        if (!fits) {
            throw new RucioRefusal(
                    409,
                    "RSEProtocolPriorityError",
                    String.format(
                            Locale.ROOT,
                            "The provided priority (%s) for operation '%s' in domain '%s' is not supported.",
                            priority,
                            operation,
                            domain));
        }
    }
}

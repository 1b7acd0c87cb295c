package org.muster.webapp.intake;

import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What one machine may take of the webapp.
 *
 * @param connectionsPerAddress open at once from one address that is not a proxy's
 * @param proxies a regular expression for the addresses that are believed about the caller's address and https, and whose
 *     connections are not counted
 * @param publicUrl where people reach the webapp if that is not where it listens; empty if it is
 */
@ConfigurationProperties("muster.intake")
record IntakeSettings(int connectionsPerAddress, Pattern proxies, String publicUrl) {
    IntakeSettings {
        if (connectionsPerAddress < 1) {
            throw new IllegalArgumentException("muster.intake.connections-per-address must be 1 or more");
        }
    }

    boolean https() {
        return publicUrl.startsWith("https:");
    }
}

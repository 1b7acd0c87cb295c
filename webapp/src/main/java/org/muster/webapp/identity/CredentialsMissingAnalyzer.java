package org.muster.webapp.identity;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Turns a start without credentials into one readable line instead of a stack trace. */
final class CredentialsMissingAnalyzer extends AbstractFailureAnalyzer<CredentialsMissing> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, CredentialsMissing cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Start Muster with its launcher, which writes the file, or set SPRING_PROFILES_ACTIVE=keycloak to use"
                        + " an identity provider of your own.",
                cause);
    }
}

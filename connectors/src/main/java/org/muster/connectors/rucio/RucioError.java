package org.muster.connectors.rucio;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What Rucio's {@code ExceptionClass} says went wrong; the HTTP status says it less reliably. */
public enum RucioError {
    ACCESS_DENIED("AccessDenied"),
    ACCOUNT_LIMIT("InsufficientAccountLimit"),
    ACCOUNT_NOT_FOUND("AccountNotFound"),
    CANNOT_AUTHENTICATE("CannotAuthenticate"),
    CONTENT_EXISTS("DuplicateContent"),
    DATABASE("DatabaseException"),
    DID_EXISTS("DataIdentifierAlreadyExists"),
    DID_NOT_FOUND("DataIdentifierNotFound"),
    DUPLICATE_RULE("DuplicateRule"),
    FILE_EXISTS("FileAlreadyExists"),
    FILE_MISMATCH("FileConsistencyMismatch"),
    INVALID_OBJECT("InvalidObject"),
    INVALID_PATH("InvalidPath"),
    INVALID_RSE_EXPRESSION("InvalidRSEExpression"),
    REPLICA_NOT_FOUND("ReplicaNotFound"),
    RSE_BLOCKED("ResourceTemporaryUnavailable"),
    RSE_NOT_FOUND("RSENotFound"),
    RULE_BUSY("ReplicationRuleCreationTemporaryFailed"),
    RULE_NOT_FOUND("RuleNotFound"),
    SCOPE_NOT_FOUND("ScopeNotFound"),
    TOO_FEW_RSES("InsufficientTargetRSEs"),
    UNSPECIFIC("RucioException"),
    UNSUPPORTED_OPERATION("UnsupportedOperation"),
    /** Any other class, or none: an unhandled error of the server or a proxy. */
    OTHER("");

    private static final Map<String, RucioError> BY_CLASS =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(error -> error.name, Function.identity()));

    private final String name;

    RucioError(String name) {
        this.name = name;
    }

    static RucioError of(String exceptionClass) {
        return BY_CLASS.getOrDefault(exceptionClass, OTHER);
    }
}

package org.muster.webapp.http;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.muster.protocol.http.ApiProblem;

/** Tells a database that is away from a fault of ours: the first passes by itself, and whoever asked may ask again. */
public final class DatabaseOutage {
    /** How many causes deep the driver's own exception is looked for. */
    private static final int MAX_DEPTH = 12;

    /** SQLSTATE: connection exceptions, and a server that shuts down, crashed or still recovers. */
    private static final String CONNECTION = "08";

    private static final String SERVER_ENDS = "57P";

    private DatabaseOutage() {}

    /** What to answer, if the database's absence is behind a failure. */
    public static Optional<ApiProblem> behind(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; depth < MAX_DEPTH && cause != null; depth++) {
            if (cause instanceof SQLException sql && away(sql)) {
                return Optional.of(ApiProblem.of(503, "The database does not answer now. Try again in a minute."));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static boolean away(SQLException failure) {
        String state = failure.getSQLState();
        return failure instanceof SQLTransientConnectionException
                || (state != null && (state.startsWith(CONNECTION) || state.startsWith(SERVER_ENDS)));
    }
}

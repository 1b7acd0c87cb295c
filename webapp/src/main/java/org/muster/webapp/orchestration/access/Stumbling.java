package org.muster.webapp.orchestration.access;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.rest.exception.ExceptionHandlerHelper;
import org.glassfish.jersey.internal.spi.AutoDiscoverable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Both of the engine's REST APIs take a question that lacks something for a fault of their own, with a trace in the log. It is the
 * asker's mistake. Jersey finds this by META-INF/services.
 */
public final class Stumbling implements AutoDiscoverable {
    private static final String OURS = "org.muster.";
    private static final String REST = "org.glassfish.jersey.";
    private static final int MOST_CAUSES = 20;
    private static final Logger LOG = LoggerFactory.getLogger(Stumbling.class);

    @Override
    public void configure(FeatureContext context) {
        context.register(OverNothing.class);
        context.register(OverSomethingMissing.class);
        context.register(OverDepth.class);
        context.register(OverValues.class);
    }

    /** A body without a document, or a document without what the engine looks for in it. */
    public static final class OverNothing implements ExceptionMapper<NullPointerException> {
        @Override
        public Response toResponse(NullPointerException stumble) {
            return judged(stumble);
        }
    }

    /** What the engine itself misses in it. */
    public static final class OverSomethingMissing implements ExceptionMapper<NullValueException> {
        @Override
        public Response toResponse(NullValueException stumble) {
            return judged(stumble);
        }
    }

    /** A document that is deeper than any that means something. */
    public static final class OverDepth implements ExceptionMapper<StreamConstraintsException> {
        @Override
        public Response toResponse(StreamConstraintsException stumble) {
            return notUnderstood(stumble);
        }
    }

    /** A value that PostgreSQL has no place for, as a date in the year 292 million. Its other troubles stay the engine's. */
    public static final class OverValues implements ExceptionMapper<ProcessEnginePersistenceException> {
        private static final String DATA_EXCEPTION = "22";

        @Override
        public Response toResponse(ProcessEnginePersistenceException stumble) {
            return hasNoPlace(stumble)
                    ? notUnderstood(stumble)
                    : ExceptionHandlerHelper.getInstance().getResponse(stumble);
        }

        private static boolean hasNoPlace(Throwable stumble) {
            return Stream.iterate(stumble, Objects::nonNull, Throwable::getCause)
                    .limit(MOST_CAUSES)
                    .anyMatch(cause -> cause instanceof SQLException refused
                            && String.valueOf(refused.getSQLState()).startsWith(DATA_EXCEPTION));
        }
    }

    /** What our own code stumbles over while the engine works is no mistake of the asker's. */
    private static boolean ours(Throwable stumble) {
        return Arrays.stream(stumble.getStackTrace())
                .takeWhile(frame -> !frame.getClassName().startsWith(REST))
                .anyMatch(frame -> frame.getClassName().startsWith(OURS));
    }

    private static Response judged(RuntimeException stumble) {
        return ours(stumble) ? ExceptionHandlerHelper.getInstance().getResponse(stumble) : notUnderstood(stumble);
    }

    private static Response notUnderstood(Exception stumble) {
        LOG.warn("The engine does not understand a question: {}", firstLine(stumble));
        return Response.status(Response.Status.BAD_REQUEST)
                .type(MediaType.TEXT_PLAIN)
                .entity("The question is not understood.")
                .build();
    }

    private static String firstLine(Exception stumble) {
        return String.valueOf(stumble.getMessage()).lines().findFirst().orElse("");
    }
}

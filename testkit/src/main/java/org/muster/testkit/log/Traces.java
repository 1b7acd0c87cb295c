package org.muster.testkit.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What this process logs with a stack trace while it is open: for a fault of ours, and never for a mistake of somebody's. */
public final class Traces implements AutoCloseable {
    /** Enough to see what is wrong. */
    private static final int MOST = 100;

    private static final int LONGEST = 300;

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            IThrowableProxy thrown = event.getThrowableProxy();
            String message = event.getFormattedMessage();
            if ((thrown != null || message.contains("\tat ")) && seen.size() < MOST) {
                String what = message.length() > LONGEST ? message.substring(0, LONGEST) : message;
                seen.add(event.getLoggerName() + ": " + what
                        + (thrown == null ? "" : ": " + thrown.getClassName() + ": " + thrown.getMessage()));
            }
        }
    };

    private Traces() {}

    /** From now on. */
    public static Traces watch() {
        Traces traces = new Traces();
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        traces.appender.setContext(context);
        traces.appender.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(traces.appender);
        return traces;
    }

    /** Logger, message and what went wrong, of each. */
    public List<String> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger(Logger.ROOT_LOGGER_NAME)
                .detachAppender(appender);
        appender.stop();
    }
}

package org.muster.webapp.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What people send cannot write lines of its own into a log. */
class LogLineTest {
    private static final String FORGED = "2026-11-29T00:00:00.000Z INFO [main] All: is well";

    @Test
    void messageStaysOnItsLine() throws JoranException {
        for (String end : List.of("\n", "\r\n", "\r", "\u2028", "\u0085")) {
            assertThat(written("sent" + end + FORGED, null).lines())
                    .as("by " + (int) end.charAt(0))
                    .hasSize(1);
        }
        assertThat(written("a\0b\u001b[31mc", null)).contains("a?b?[31mc").doesNotContain("\0");
    }

    @Test
    void traceKeepsItsShapeAndForgesNothing() throws JoranException {
        RuntimeException failure =
                new IllegalStateException("refused\n" + FORGED + "\0", new IllegalArgumentException("why\n" + FORGED));
        String text = written("An endpoint failed", failure);
        assertThat(text.lines()).noneMatch(line -> line.startsWith("2026-11-29"));
        assertThat(text)
                .doesNotContain("\0")
                .contains("\tat org.muster", "\nCaused by: java.lang.IllegalArgumentException: why");
        assertThat(text).contains("refused | 2026", "why | 2026");
    }

    private static String written(String message, @Nullable Throwable failure) throws JoranException {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator configuration = new JoranConfigurator();
        configuration.setContext(context);
        configuration.doConfigure(new ByteArrayInputStream("""
                <configuration>
                  <include resource="org/muster/log/line.xml"/>
                  <contextName>${MUSTER_MESSAGE}%n${MUSTER_TRACE}</contextName>
                </configuration>
                """.getBytes(StandardCharsets.UTF_8)));
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.setPattern(context.getName());
        layout.start();
        return layout.doLayout(new LoggingEvent(
                LogLineTest.class.getName(), context.getLogger("test"), Level.INFO, message, failure, null));
    }
}

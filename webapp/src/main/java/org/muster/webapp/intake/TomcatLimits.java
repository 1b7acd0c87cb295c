package org.muster.webapp.intake;

import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.session.StandardManager;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/** Puts the limits into the server; the plain ones of Tomcat's own stand in application.yaml. */
@Component
final class TomcatLimits implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
    /** Pauses longer than that, in a body or before a request, end the connection. Milliseconds. */
    private static final int PAUSE = 10_000;

    /** Only sign-ins make sessions, so that is far more people than there are. */
    private static final int SESSIONS = 20_000;

    private final IntakeSettings settings;

    TomcatLimits(IntakeSettings settings) {
        this.settings = settings;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        Seats seats = new Seats();
        server.setProtocol(TimedHttp.class.getName());
        server.addEngineValves(new UnreadBodyValve(seats));
        server.addContextValves(new BodyValve(BodyBudget.ofHeap(), seats));
        server.addConnectorCustomizers(this::limit);
        server.addContextCustomizers(TomcatLimits::limit);
        if (settings.https()) {
            server.getSession().getCookie().setSecure(true);
        }
    }

    private static void limit(Context context) {
        StandardManager sessions = new StandardManager();
        sessions.setMaxActiveSessions(SESSIONS);
        context.setManager(sessions);
    }

    private void limit(Connector connector) {
        TimedHttp http = (TimedHttp) connector.getProtocolHandler();
        http.limit(
                settings.connectionsPerAddress(),
                address -> settings.proxies().matcher(address.getHostAddress()).matches());
        http.setConnectionUploadTimeout(PAUSE);
        http.setDisableUploadTimeout(false);
    }
}

package org.muster.allocator.control;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.muster.allocator.access.Bearer;
import org.muster.allocator.access.TokenVerifier;
import org.muster.allocator.http.Exchange;
import org.muster.domain.identity.Role;
import org.muster.domain.identity.Surface;
import org.muster.protocol.http.ApiProblem;

/**
 * The calls of the control surface. Who may make a call, and how large its body may be, stands with its route: whatever way an
 * address is written, it is the route that it reaches. The token is looked at before anything of the body is read.
 */
final class Routes {
    /** Bytes of a body: settings, a command, a few hundred ids. */
    static final int SMALL = 256 * 1024;

    /** Ten thousand located files with several replicas each. */
    static final int LARGE = 32 * 1024 * 1024;

    private static final int TOO_LARGE = 413;

    private final Router router;
    private final TokenVerifier tokens;
    private final Function<HttpServerRequest, Exchange> exchanges;

    /** Who may make a call. */
    enum Caller {
        /** Muster's processes, and administrators. */
        ANY(Bearer::mayControl, "only Muster's processes and administrators may call this"),
        /** For answers with a token in them. */
        SERVICE(bearer -> bearer.has(Role.SERVICE), "only Muster's processes are given storage tokens");

        @SuppressWarnings("ImmutableEnumChecker") // both are functions without a state
        private final Predicate<Bearer> admits;

        private final String refusal;

        Caller(Predicate<Bearer> admits, String refusal) {
            this.admits = admits;
            this.refusal = refusal;
        }
    }

    Routes(Vertx vertx, TokenVerifier tokens, Function<HttpServerRequest, Exchange> exchanges) {
        this.router = Router.router(vertx);
        this.tokens = tokens;
        this.exchanges = exchanges;
    }

    Routes get(String path, BiConsumer<AuthorisedCall, RoutingContext> handler) {
        return add(HttpMethod.GET, path, Caller.ANY, SMALL, handler);
    }

    Routes post(String path, BiConsumer<AuthorisedCall, RoutingContext> handler) {
        return add(HttpMethod.POST, path, Caller.ANY, SMALL, handler);
    }

    Routes postLarge(String path, BiConsumer<AuthorisedCall, RoutingContext> handler) {
        return add(HttpMethod.POST, path, Caller.ANY, LARGE, handler);
    }

    Routes putLarge(String path, BiConsumer<AuthorisedCall, RoutingContext> handler) {
        return add(HttpMethod.PUT, path, Caller.ANY, LARGE, handler);
    }

    Routes getByService(String path, BiConsumer<AuthorisedCall, RoutingContext> handler) {
        return add(HttpMethod.GET, path, Caller.SERVICE, SMALL, handler);
    }

    private Routes add(
            HttpMethod method,
            String path,
            Caller caller,
            int maxBytes,
            BiConsumer<AuthorisedCall, RoutingContext> handler) {
        router.route(method, ControlSurface.PATH + path).handler(context -> admit(context, caller, maxBytes, handler));
        return this;
    }

    /** Whoever may not call anything is not told what there is. */
    Router done() {
        router.route()
                .handler(context -> admit(context, Caller.ANY, SMALL, (call, unknown) -> {
                    throw new AuthorisedCall.Bad(404, "there is no such call");
                }));
        return router;
    }

    private void admit(
            RoutingContext context, Caller caller, int maxBytes, BiConsumer<AuthorisedCall, RoutingContext> handler) {
        Exchange exchange = exchanges.apply(context.request());
        AuthorisedCall call = new AuthorisedCall(exchange);
        Optional<String> token = exchange.bearerToken();
        if (token.isEmpty()) {
            call.problem(ApiProblem.of(401, "a bearer token is needed"));
            return;
        }
        exchange.hold();
        exchange.when(
                tokens.bearer(token.get(), Surface.CONTROL),
                bearer -> {
                    if (bearer.isEmpty()) {
                        call.problem(ApiProblem.of(401, "the bearer token is not valid here"));
                    } else if (!caller.admits.test(bearer.get())) {
                        call.problem(ApiProblem.of(403, caller.refusal));
                    } else {
                        exchange.known();
                        exchange.read(maxBytes, TOO_LARGE, whole -> run(call, context, handler));
                    }
                },
                failure -> call.problem(ApiProblem.of(503, "tokens cannot be checked now")));
    }

    private static void run(
            AuthorisedCall call, RoutingContext context, BiConsumer<AuthorisedCall, RoutingContext> handler) {
        try {
            call.checkQuery();
            handler.accept(call, context);
        } catch (AuthorisedCall.Bad e) {
            call.problem(e.problem());
        } catch (IllegalArgumentException e) {
            call.problem(ApiProblem.of(400, String.valueOf(e.getMessage())));
        }
    }
}

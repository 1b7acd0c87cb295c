package org.muster.connectors.fake;

import static org.muster.connectors.fake.RucioReplies.error;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Rucio's dialect: refusals by exception class, lists as lines, silent acceptance of contradictions. */
public final class FakeRucio extends FakeServer {
    public static final String PASSWORD = "open sesame";
    static final int CAP = 1000;

    private final FakeRses rses = new FakeRses();
    private final FakeDids dids = new FakeDids();
    private final FakeReplicas replicas = new FakeReplicas(dids, rses);
    private final FakeRules rules = new FakeRules(dids, rses);
    private final Map<String, String> accounts = new TreeMap<>();
    private int logins;

    /** An RSE at a site; {@code type} is DISK or TAPE. */
    public synchronized void addRse(String name, String site, String type) {
        rses.add(name, site, type);
    }

    /** A name that the server's schema does not allow. */
    public synchronized void poison(String did) {
        replicas.poison(did);
    }

    /** A storage loses its copies of a file. */
    public synchronized void lose(String did) {
        dids.get(did).replicas.clear();
    }

    /** Somebody removes a name behind everybody's back. */
    public synchronized void forget(String did) {
        dids.forget(did);
    }

    public synchronized void changeRule(String did, String expression, FakeRules.Change change) {
        rules.change(did, expression, change);
    }

    public synchronized Set<String> members(String dataset) {
        return Set.copyOf(dids.get(dataset).members);
    }

    /** Ends every token, as an hour does. */
    public synchronized void expireTokens() {
        accounts.clear();
    }

    public synchronized int logins() {
        return logins;
    }

    /** A token that needs no login. */
    public synchronized String token() {
        accounts.put("jwt.of.somebody", "muster");
        return "jwt.of.somebody";
    }

    /** Everything that matters, as text, for comparing two histories. */
    public synchronized String picture() {
        return dids.picture() + rules.picture();
    }

    @Override
    protected Reply answer(Request request) {
        String first = request.path().get(0);
        if (first.equals("ping")) {
            return Reply.json(Map.of("version", "38.6.0"));
        }
        if (first.equals("auth")) {
            return login(request);
        }
        String account = accounts.get(request.header("X-Rucio-Auth-Token"));
        if (account == null) {
            return error(401, "CannotAuthenticate", "Cannot authenticate with given credentials");
        }
        return switch (first) {
            case "accounts" -> account(request);
            case "rses" -> rses.reply(request);
            case "replicas" -> replicas.reply(account, request);
            case "dids" -> did(request);
            case "rules" -> rules.reply(request);
            case "scopes" -> dids.scope(request);
            default -> Reply.of(404, "<html>Not found</html>");
        };
    }

    private Reply login(Request request) {
        if (!request.header("X-Rucio-Password").equals(PASSWORD)) {
            return error(401, "CannotAuthenticate", "Cannot authenticate to account with given credentials");
        }
        String token = "muster-token-" + ++logins;
        accounts.put(token, request.header("X-Rucio-Account"));
        return new Reply(
                200,
                "",
                "",
                Map.of("X-Rucio-Auth-Token", token, "X-Rucio-Auth-Token-Expires", "Sun, 22 Nov 2099 21:08:31 UTC"));
    }

    private Reply did(Request request) {
        List<String> path = request.path();
        if (path.size() == 1) {
            return dids.reply(request);
        }
        String did = path.get(1) + ":" + path.get(path.size() > 2 ? 2 : 1);
        String what = path.size() > 3 && dids.has(did) ? path.get(3) : "";
        return switch (what) {
            case "rules" -> rules.on(Set.of(did));
            case "associated_rules" -> rules.on(dids.withAllAbove(did));
            default -> dids.reply(request);
        };
    }

    private Reply account(Request request) {
        if (request.path().get(1).equals("whoami")) {
            return new Reply(303, "", "", Map.of("Location", "muster"));
        }
        return Reply.of(404, "");
    }
}

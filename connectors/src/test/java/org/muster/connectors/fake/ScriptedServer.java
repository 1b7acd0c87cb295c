package org.muster.connectors.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Answers as a test says, and keeps what it was asked. */
public final class ScriptedServer extends FakeServer {
    private final Function<Request, Reply> script;
    private final List<Request> requests = new ArrayList<>();

    public ScriptedServer(Function<Request, Reply> script) {
        this.script = script;
    }

    @Override
    protected Reply answer(Request request) {
        requests.add(request);
        return script.apply(request);
    }

    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    public synchronized Request last() {
        return requests.get(requests.size() - 1);
    }
}

package org.muster.agents.fake;

import java.util.Set;
import java.util.TreeSet;
import org.muster.connectors.fake.FakeServer;

/** Objects by path; deleting takes the right token. */
public final class FakeStorage extends FakeServer {
    public final Set<String> objects = new TreeSet<>();

    @Override
    protected Reply answer(Request request) {
        if (!request.header("Authorization").equals("Bearer write-token")) {
            return Reply.of(403, "");
        }
        boolean there = objects.remove(String.join("/", request.path()));
        return Reply.of(there ? 204 : 404, "");
    }
}

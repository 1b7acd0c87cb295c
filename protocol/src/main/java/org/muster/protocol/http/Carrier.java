package org.muster.protocol.http;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Carries one request over HTTP and brings what was answered, whatever its status; follows no redirect and repeats nothing. */
interface Carrier {
    record Request(String method, URI address, Map<String, String> headers, Optional<String> body) {
        public Request {
            headers = Map.copyOf(headers);
        }
    }

    record Answer(int status, String body) {}

    /** @throws IOException if nobody listens, or nothing whole comes back in time */
    Answer send(Request request) throws IOException, InterruptedException;
}

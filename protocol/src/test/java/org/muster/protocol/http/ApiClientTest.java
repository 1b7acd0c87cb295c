package org.muster.protocol.http;

import java.net.URI;
import java.util.function.Supplier;

class ApiClientTest extends ApiClientContract {
    @Override
    ApiClient client(String system, URI base, Supplier<String> token) {
        return new ApiClient(system, base, token);
    }
}

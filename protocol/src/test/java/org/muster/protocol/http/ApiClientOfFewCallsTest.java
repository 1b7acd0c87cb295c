package org.muster.protocol.http;

import java.net.URI;
import java.util.function.Supplier;

class ApiClientOfFewCallsTest extends ApiClientContract {
    @Override
    ApiClient client(String system, URI base, Supplier<String> token) {
        return ApiClient.ofFewCalls(system, base, token);
    }
}

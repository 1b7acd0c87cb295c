package org.muster.webapp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.protocol.http.ApiRefused;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ReadableQueryTest {
    private static boolean passes(String query) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setQueryString(query);
        return new ReadableQuery().preHandle(request, new MockHttpServletResponse(), "handler");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=b", "a", "a=&b=c&&", "owner=J%C3%BCrgen+M", "did=toy:a%26b=c"})
    void linesOfTextPass(String query) {
        assertThat(passes(query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%zz", "a=%", "a%0=b", "a=%00", "%00=a", "a=b%0ac", "b=c&a=%e2%80%ae", "a=%1b"})
    void whatIsNoneIsRefusedInWords(String query) {
        ApiRefused refused = catchThrowableOfType(ApiRefused.class, () -> passes(query));
        assertThat(refused).as(query).isNotNull();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem().title()).startsWith("The query cannot be understood");
    }

    @Test
    void theParameterIsNamed() {
        ApiRefused refused = catchThrowableOfType(ApiRefused.class, () -> passes("owner=" + "x".repeat(10_000)));
        assertThat(refused.problem().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.field()).isEqualTo("owner"))
                .satisfies(problem -> assertThat(problem.message()).contains("too long"));
    }
}

package org.muster.webapp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.protocol.http.ApiProblem;
import org.springframework.dao.DataAccessResourceFailureException;

class DatabaseOutageTest {
    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "57P01", "57P02", "57P03"})
    void aServerThatIsAwayPassesByItself(String state) {
        SQLException driver = new SQLException("terminating connection", state);

        assertThat(DatabaseOutage.behind(
                        new IllegalStateException(new DataAccessResourceFailureException("a query", driver))))
                .map(ApiProblem::status)
                .contains(503);
    }

    @Test
    void aPoolThatWaitedForAConnectionInVainIsAnOutage() {
        assertThat(DatabaseOutage.behind(new SQLTransientConnectionException("not available, request timed out")))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42601", "57014"})
    void aMistakeOfOursStaysOne(String state) {
        assertThat(DatabaseOutage.behind(new SQLException("no", state))).isEmpty();
    }

    @Test
    void causesThatGoRoundInCirclesAreLeft() {
        Exception one = new Exception("one");
        Exception two = new Exception("two", one);
        one.initCause(two);

        assertThat(DatabaseOutage.behind(one)).isEmpty();
    }
}

package org.muster.webapp.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0_B",
        "999, 999_B",
        "1000, 1.00_kB",
        "54321, 54.3_kB",
        "99999999, 100_MB",
        "669419480, 0.67_GB",
        "100000000000, 100_GB",
        "100000000000000, 100_TB",
        "2500000000000000, 2.50_PB"
    })
    void bytesAreDecimal(long bytes, String shown) {
        assertThat(Units.bytes(bytes)).isEqualTo(shown.replace('_', '\u00a0'));
    }

    @ParameterizedTest
    @CsvSource({"0, 0_%", "0.0001, 0.1_%", "0.78, 78_%", "0.98, 98_%", "0.9996, 99.9_%", "1, 100_%", "1.25, 125_%"})
    void percentNeverClaimsAllOrNothingWithoutBeingIt(double ratio, String shown) {
        assertThat(Units.percent(ratio)).isEqualTo(shown.replace('_', '\u00a0'));
    }

    @ParameterizedTest
    @CsvSource({"90, 90_s", "7199, 7 199_s", "86400, 86 400_s (24.0_h)"})
    void longSpansAreAlsoHours(long seconds, String shown) {
        assertThat(Units.span(seconds)).isEqualTo(shown.replace('_', '\u00a0').replaceAll("(\\d) (\\d)", "$1\u202f$2"));
    }
}

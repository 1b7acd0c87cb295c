package org.muster.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code _} stands for a space that does not break, {@code '} for the narrow one. */
class UnitsTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
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
        assertThat(Units.bytes(bytes)).isEqualTo(spaced(shown));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "0, 0_%",
                "0.0001, 0.1_%",
                "0.78, 78_%",
                "0.98, 98_%",
                "0.994, 99.4_%",
                "0.9996, 99.9_%",
                "1, 100_%",
                "1.25, 125_%"
            })
    void percentNeverClaimsAllOrNothingWithoutBeingIt(double ratio, String shown) {
        assertThat(Units.percent(ratio)).isEqualTo(spaced(shown));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {"0, 0_s", "1.84, 1.8_s", "90, 90_s", "7199, 7'199_s", "86400, 86'400_s (24.0_h)"})
    void longSpansAreAlsoHours(double seconds, String shown) {
        assertThat(Units.span(seconds)).isEqualTo(spaced(shown));
    }

    @Test
    void aTerminalGetsPlainSpaces() {
        assertThat(Units.plain(Units.span(86_400) + ", " + Units.tenths(0.5))).isEqualTo("86 400 s (24.0 h), 50.0 %");
    }

    private static String spaced(String text) {
        return text.replace('_', '\u00a0').replace('\'', '\u202f');
    }
}

package org.muster.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitsTest {
    @Test
    void showsBytesInDecimalUnitsWithThreeDigits() {
        assertThat(Units.bytes(0)).isEqualTo("0 B");
        assertThat(Units.bytes(999)).isEqualTo("999 B");
        assertThat(Units.bytes(2_000)).isEqualTo("2.00 kB");
        assertThat(Units.bytes(669_419_480)).isEqualTo("669 MB");
        assertThat(Units.bytes(100_000L * 1_000_000_000L)).isEqualTo("100 TB");
        assertThat(Units.bytes(999_999)).isEqualTo("1.00 MB");
    }

    @Test
    void showsShareOfSuccessSoThatNearlyAllIsNotAll() {
        assertThat(Units.percent(0.98)).isEqualTo("98 %");
        assertThat(Units.percent(0.994)).isEqualTo("99.4 %");
        assertThat(Units.percent(1)).isEqualTo("100 %");
        assertThat(Units.percent(1441.0 / 1847.0)).isEqualTo("78 %");
    }

    @Test
    void showsDurationsInTheirNaturalUnit() {
        assertThat(Units.seconds(1.84)).isEqualTo("1.8 s");
        assertThat(Units.seconds(59)).isEqualTo("59 s");
        assertThat(Units.seconds(1847)).isEqualTo("30 min 47 s");
        assertThat(Units.seconds(80_000)).isEqualTo("22 h 13 min");
    }
}

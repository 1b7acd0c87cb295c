package org.muster.allocator.pilots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class UploadAccountsTest {
    @Test
    void aQuotaIsAnAccountOfItsNameUnlessAnotherIsNamed() {
        UploadAccounts accounts = UploadAccounts.parse("usertests=production, students=training");

        assertThat(accounts.of("usertests")).isEqualTo("production");
        assertThat(accounts.of("students")).isEqualTo("training");
        assertThat(accounts.of("simulation")).isEqualTo("simulation");
        assertThat(UploadAccounts.parse("")).isEqualTo(UploadAccounts.OF_THEIR_NAMES);
    }

    @Test
    void allThatCannotBeReadIsSaidAtOnce() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> UploadAccounts.parse("usertests, a=b, c=D E"))
                .withMessageEndingWith("not 'usertests', 'c=D E'");
    }
}

package org.muster.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.cli.ExitCode;
import org.muster.cli.StandInPlatform;
import org.muster.cli.StandInPlatform.Outcome;

class SessionTest {
    private final StandInPlatform platform;
    private final Path tokenFile;

    SessionTest(@TempDir Path home) throws Exception {
        this.platform = new StandInPlatform(home);
        this.tokenFile = home.resolve(".config/muster/token.json");
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void signsInByDeviceGrantAndKeepsTheTokenForItsOwnerOnly() throws Exception {
        Outcome login = platform.run("login");
        assertThat(login.code()).isEqualTo(ExitCode.OK);
        assertThat(login.out())
                .contains(platform.url() + "/activate?user_code=WXYZ-1234", "WXYZ-1234", "Signed in as sam.");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tokenFile)))
                .isEqualTo("rw-------");
        assertThat(platform.run("whoami").out()).contains("sam", "shifters", "2026-11-22 12:05:00 UTC");
    }

    @Test
    void saysHowToSignInWhenNobodyHas() {
        Outcome outcome = platform.run("campaign", "list");
        assertThat(outcome.code()).isEqualTo(ExitCode.NOT_SIGNED_IN);
        assertThat(outcome.err()).contains("muster login");
        assertThat(platform.asked()).isEmpty();
    }

    @Test
    void neverSendsATokenToAnotherPlatform(@TempDir Path elsewhere) throws Exception {
        platform.signedIn();
        try (StandInPlatform other = new StandInPlatform(elsewhere)) {
            Outcome outcome = other.run("campaign", "list", "--token-file", tokenFile.toString());
            assertThat(outcome.code()).isEqualTo(ExitCode.NOT_SIGNED_IN);
            assertThat(outcome.err()).contains(platform.url(), other.url());
            assertThat(other.asked()).isEmpty();
        }
    }

    @Test
    void asksToSignInAgainWhenTheTokenIsOver() throws Exception {
        platform.signedIn();
        Files.writeString(tokenFile, Files.readString(tokenFile).replace("12:05:00", "11:59:59"));
        Outcome outcome = platform.run("campaign", "list");
        assertThat(outcome.code()).isEqualTo(ExitCode.NOT_SIGNED_IN);
        assertThat(outcome.err()).contains("Your login is over");
    }

    @Test
    void saysWhenTheTokenFileIsDamaged() throws Exception {
        platform.signedIn();
        Files.writeString(tokenFile, "{");
        assertThat(platform.run("whoami").code()).isEqualTo(ExitCode.NOT_SIGNED_IN);
    }
}

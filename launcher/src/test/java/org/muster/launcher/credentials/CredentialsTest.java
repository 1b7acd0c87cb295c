package org.muster.launcher.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    private final Path file;

    CredentialsTest(@TempDir Path directory) {
        this.file = directory.resolve("credentials.yaml");
    }

    @Test
    void makesEverybodyOnceWithPasswordsOfTheirOwn() throws Exception {
        Credentials made = Credentials.readOrMake(file);
        assertThat(made.users())
                .extracting(Credentials.User::name)
                .containsExactly("rita", "sam", "paula", "dan", "ada");
        assertThat(made.users()).extracting(Credentials.User::password).doesNotHaveDuplicates();
        assertThat(made.user("paula").groups()).containsExactly("production", "production-experts");
        assertThat(made.client("muster-allocator").scopes())
                .containsExactly("storage.read:/", "storage.modify:/", "storage.create:/");
        assertThat(made.clients())
                .filteredOn(client -> client.groups().contains("services"))
                .extracting(Credentials.Client::id)
                .containsExactly("muster-allocator", "muster-agents", "muster-workers", "muster-webapp");
        assertThat(made.client("muster-pilots").groups())
                .as("who brings slots is no service")
                .isEmpty();
        assertThat(made.client("muster-pilots").scopes()).containsExactly("compute.create");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Credentials.readOrMake(file)).isEqualTo(made);
    }

    @Test
    void neverPrintsASecret() {
        Credentials made = Credentials.readOrMake(file);
        String printed = made.toString();
        made.users().forEach(user -> assertThat(printed).doesNotContain(user.password()));
        made.clients().forEach(client -> assertThat(printed).doesNotContain(client.secret()));
    }
}

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
        assertThat(made.clients())
                .filteredOn(client -> client.groups().contains("services"))
                .extracting(Credentials.Client::id)
                .containsExactly("muster-allocator", "muster-agents", "muster-workers", "muster-webapp");
        assertThat(made.clients())
                .filteredOn(client -> client.groups().isEmpty())
                .extracting(client -> client.id() + client.scopes())
                .as("who brings slots or reaches storage is no service")
                .containsExactly(
                        "muster-pilots[compute.create]",
                        "muster-storage[storage.read:/, storage.create:/, storage.modify:/]");
        assertThat(made.clients())
                .filteredOn(client -> client.scopes().contains("muster.engine"))
                .extracting(Credentials.Client::id)
                .containsExactly("muster-workers");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Credentials.readOrMake(file)).isEqualTo(made);
    }

    @Test
    void aFileOfBeforeKeepsItsSecretsAndGetsWhatIsNew() throws Exception {
        Files.writeString(file, """
                users:
                - {name: rita, first_name: Rita, last_name: R, password: mine, groups: [requesters]}
                clients:
                - {id: muster-allocator, secret: old, groups: [services], scopes: ['storage.read:/', 'storage.modify:/']}
                - {id: muster-agents, secret: older, groups: [services], scopes: [openid], audiences: {openid: rucio}}
                - {id: factory, secret: theirs, groups: [], scopes: [compute.create]}
                """);
        Credentials current = Credentials.readOrMake(file);
        assertThat(current.users()).extracting(Credentials.User::password).containsExactly("mine");
        assertThat(current.client("muster-allocator").secret()).isEqualTo("old");
        assertThat(current.client("muster-allocator").scopes()).containsExactly("muster.platform");
        assertThat(current.client("muster-agents").scopes())
                .containsExactly("muster.control", "muster.platform", "rucio", "metacat", "openid");
        assertThat(current.client("muster-agents").audiences()).containsEntry("openid", "rucio");
        assertThat(current.client("factory").scopes()).containsExactly("compute.create");
        assertThat(current.client("muster-storage").groups()).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Credentials.readOrMake(file)).isEqualTo(current);
    }

    @Test
    void neverPrintsASecret() {
        Credentials made = Credentials.readOrMake(file);
        String printed = made.toString();
        made.users().forEach(user -> assertThat(printed).doesNotContain(user.password()));
        made.clients().forEach(client -> assertThat(printed).doesNotContain(client.secret()));
    }
}

package org.muster.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FrozenScriptsTest {
    private static final List<String> DIRECTORIES = List.of(
            "allocator/src/main/resources/db/allocator",
            "sandbox/src/main/resources/db/migration",
            "webapp/src/main/resources/db/migration");

    /** What Flyway of each of these modules runs, to begin with. */
    private static final int SCRIPTS_AT_LEAST = 14;

    @Test
    void everyScriptSaysWhatItAlwaysSaid() throws IOException {
        Map<String, String> found = FrozenScripts.found(Path.of(".."), DIRECTORIES);
        assertThat(found).hasSizeGreaterThanOrEqualTo(SCRIPTS_AT_LEAST);
        assertThat(FrozenScripts.complaints(FrozenScripts.listed(list()), found))
                .isEmpty();
    }

    @Test
    void aChangedScriptASecretNewOneAndALostOneAreToldApart() {
        Map<String, String> listed = FrozenScripts.listed(FrozenScripts.sum("create table a ()") + "  db/V1__a.sql\n"
                + FrozenScripts.sum("create table b ()") + "  db/V2__b.sql\n"
                + FrozenScripts.sum("create table c ()") + "  db/V3__c.sql\n");
        Map<String, String> found = Map.of(
                "db/V1__a.sql", FrozenScripts.sum("create table a ()"),
                "db/V2__b.sql", FrozenScripts.sum("create table b (id int)"),
                "db/V4__d.sql", FrozenScripts.sum("create table d ()"));
        assertThat(FrozenScripts.complaints(listed, found))
                .satisfiesExactly(
                        changed -> assertThat(changed)
                                .startsWith("db/V2__b.sql was changed")
                                .contains("new script"),
                        gone -> assertThat(gone)
                                .startsWith("db/V3__c.sql is gone")
                                .contains("put it back"),
                        added -> assertThat(added)
                                .startsWith("db/V4__d.sql is new")
                                .endsWith(FrozenScripts.sum("create table d ()") + "  db/V4__d.sql"));
    }

    private static String list() throws IOException {
        try (InputStream lines =
                Objects.requireNonNull(FrozenScriptsTest.class.getResourceAsStream("/migrations.sha256"))) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

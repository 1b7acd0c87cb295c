package org.muster.launcher.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChildEnvironmentTest {
    @Test
    void whatSpringWouldTakeForASettingStaysOutAndTextIsUtf8() {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "PATH", "/bin",
                "LC_ALL", "ar_EG",
                "LANGUAGE", "ar",
                "SERVER_PORT", "1",
                "SPRING_DATASOURCE_URL", "jdbc:other",
                "DEBUG", "true",
                "MUSTER_SCOPES", "usertests"));

        ChildEnvironment.prepare(environment, Map.of("MUSTER_PORT", "8080"));

        assertThat(environment)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "PATH", "/bin",
                        "LC_ALL", "C.UTF-8",
                        "MUSTER_SCOPES", "usertests",
                        "MUSTER_PORT", "8080"));
    }
}

package org.muster.launcher.supervision;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a program of the platform finds in its environment: the caller's, without what would pass for settings of the
 * program by accident, then its own. Characters are UTF-8 and digits are ASCII wherever the caller is from.
 */
public final class ChildEnvironment {
    /** Where Spring looks for settings, besides the names that each program gives. */
    private static final List<String> SETTINGS = List.of(
            "SPRING_", "SERVER_", "MANAGEMENT_", "LOGGING_", "CAMUNDA_", "PGHOST", "PGPORT", "PGUSER", "PGPASS");

    private static final List<String> SWITCHES = List.of("DEBUG", "TRACE", "LANGUAGE");

    private ChildEnvironment() {}

    /** Changes the environment that a process would inherit. */
    static void prepare(Map<String, String> environment, Map<String, String> own) {
        environment.keySet().removeIf(ChildEnvironment::misleading);
        environment.put("LC_ALL", "C.UTF-8");
        environment.putAll(own);
    }

    /** What every JVM of the platform is started with. */
    public static List<String> javaOptions() {
        return List.of("-Dfile.encoding=UTF-8", "-Duser.language=en", "-Duser.country=", "-Duser.timezone=UTC");
    }

    private static boolean misleading(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return SWITCHES.contains(upper) || SETTINGS.stream().anyMatch(upper::startsWith);
    }
}

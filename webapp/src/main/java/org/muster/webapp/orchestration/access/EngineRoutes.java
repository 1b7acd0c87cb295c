package org.muster.webapp.orchestration.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.identity.Role;
import org.muster.webapp.identity.Person;
import org.muster.webapp.orchestration.HumanTasks;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What may be asked of the engine's own REST APIs, and by whom: programs come by {@code /engine-rest}, people by {@code /camunda/api},
 * which Tasklist and Cockpit talk to. Whatever is not listed is closed, also what a new version of the engine brings.
 */
final class EngineRoutes {
    /** What becomes of a request. */
    sealed interface Way {}

    /** The engine answers it. */
    record Through() implements Way {}

    /** Our own task desk answers it. */
    record AtDesk(HumanTasks.Verb verb, String task) implements Way {}

    /** The engine answers it, once the results that it brings were looked at. */
    record WithResults(String externalTask) implements Way {}

    record Closed() implements Way {}

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** What stands in the place of an id. */
    private static final Set<String> NO_TASKS = Set.of("count", "report");

    private static final PathPattern ABOUT_TASK = pattern("/task/{id}/{*rest}");
    private static final PathPattern TASK = pattern("/task/{id}/{verb}");
    private static final PathPattern RESULTS = pattern("/external-task/{id}/{verb}");
    private static final PathPattern FETCH = pattern("/external-task/fetchAndLock");
    private static final Set<String> RESULT_VERBS = Set.of("complete", "failure", "bpmnError");
    private static final Set<String> LOCK_VERBS = Set.of("extendLock", "unlock");

    /** Searches, whose conditions are too long for an address. */
    private static final List<PathPattern> SEARCHES = searches();

    /** Signing out of the engine's webapps. */
    private static final PathPattern SIGN_OUT = pattern("/camunda/api/admin/auth/user/{engine}/logout");

    /** An administrator lets a step that failed for good be tried again. */
    private static final List<PathPattern> TRY_AGAIN = List.of(
            pattern("/external-task/{id}/retries"), pattern("/external-task/retries"), pattern("/job/{id}/retries"));

    private static final List<PathPattern> PREFIXES = List.of(
            pattern("/engine-rest/engine/{engine}/{*rest}"),
            pattern("/engine-rest/{*rest}"),
            pattern("/camunda/api/engine/engine/{engine}/{*rest}"),
            pattern("/camunda/api/engine/{*rest}"));

    private static final PathPattern PROGRAMS = pattern("/engine-rest/{*rest}");

    private EngineRoutes() {}

    static Way way(String method, String address, Person person) {
        PathContainer asked = PathContainer.parsePath(address);
        PathContainer path = resource(asked);
        if (person.has(Role.SERVICE) != PROGRAMS.matches(asked)) {
            return new Closed();
        }
        if (person.has(Role.SERVICE)) {
            return method.equals("POST") ? ofService(path) : new Closed();
        }
        if (READING.contains(method)) {
            return new Through();
        }
        boolean open = switch (method) {
            case "POST" -> matches(SEARCHES, path) || SIGN_OUT.matches(path);
            case "PUT" -> person.has(Role.ADMIN) && matches(TRY_AGAIN, path);
            default -> false;
        };
        Optional<Way> desk = method.equals("POST") ? atDesk(path) : Optional.empty();
        return desk.orElseGet(() -> open ? new Through() : new Closed());
    }

    /** The task that is asked about, where one is: the engine stumbles if it is not there. */
    static Optional<String> taskRead(String address) {
        PathPattern.PathMatchInfo match = ABOUT_TASK.matchAndExtract(resource(PathContainer.parsePath(address)));
        return match == null
                ? Optional.empty()
                : Optional.of(match.getUriVariables().getOrDefault("id", "")).filter(id -> !NO_TASKS.contains(id));
    }

    /** The part that both doors have in common. */
    private static PathContainer resource(PathContainer path) {
        for (PathPattern prefix : PREFIXES) {
            PathPattern.PathMatchInfo match = prefix.matchAndExtract(path);
            if (match != null) {
                return PathContainer.parsePath(match.getUriVariables().getOrDefault("rest", ""));
            }
        }
        return path;
    }

    private static Way ofService(PathContainer path) {
        if (FETCH.matches(path)) {
            return new Through();
        }
        PathPattern.PathMatchInfo match = RESULTS.matchAndExtract(path);
        if (match == null) {
            return new Closed();
        }
        String verb = match.getUriVariables().getOrDefault("verb", "");
        if (RESULT_VERBS.contains(verb)) {
            return new WithResults(match.getUriVariables().getOrDefault("id", ""));
        }
        return LOCK_VERBS.contains(verb) ? new Through() : new Closed();
    }

    private static Optional<Way> atDesk(PathContainer path) {
        PathPattern.PathMatchInfo match = TASK.matchAndExtract(path);
        return match == null
                ? Optional.empty()
                : HumanTasks.Verb.ofPath(match.getUriVariables().getOrDefault("verb", ""))
                        .map(verb -> new AtDesk(verb, match.getUriVariables().getOrDefault("id", "")));
    }

    private static List<PathPattern> searches() {
        List<PathPattern> patterns = new ArrayList<>();
        for (String kind : List.of(
                "task",
                "process-instance",
                "execution",
                "variable-instance",
                "job",
                "external-task",
                "history/task",
                "history/process-instance",
                "history/activity-instance",
                "history/variable-instance",
                "history/detail")) {
            patterns.add(pattern("/" + kind));
            patterns.add(pattern("/" + kind + "/count"));
        }
        for (String answer : List.of("list", "count", "singleResult")) {
            patterns.add(pattern("/filter/{id}/" + answer));
        }
        for (String of : List.of(
                "incident",
                "process-instance",
                "process-definition/{id}/called-process-definitions",
                "process-instance/{id}/called-process-instances")) {
            patterns.add(pattern("/camunda/api/cockpit/plugin/base/{engine}/" + of));
            patterns.add(pattern("/camunda/api/cockpit/plugin/base/{engine}/" + of + "/count"));
        }
        return List.copyOf(patterns);
    }

    private static boolean matches(List<PathPattern> patterns, PathContainer path) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }

    private static PathPattern pattern(String text) {
        return PathPatternParser.defaultInstance.parse(text);
    }
}

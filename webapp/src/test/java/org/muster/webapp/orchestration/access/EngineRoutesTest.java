package org.muster.webapp.orchestration.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.admin.impl.web.AdminApplication;
import org.camunda.bpm.cockpit.impl.web.CockpitApplication;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.camunda.bpm.tasklist.impl.web.TasklistApplication;
import org.camunda.bpm.welcome.impl.web.WelcomeApplication;
import org.junit.jupiter.api.Test;
import org.muster.webapp.identity.Person;

/** Over every resource that the engine's REST APIs have, found by reflection: what is not listed here is closed. */
class EngineRoutesTest {
    private static final int MAX_DEPTH = 6;

    private static final Person SHIFTER =
            Person.of("sam", List.of("shifters", "production", "data-management", "requesters"));
    private static final Person ADMIN = Person.of("ada", List.of("camunda-admin"));
    private static final Person PROGRAM = Person.of("muster-workers", List.of("services"));

    private record Call(String method, String path) {}

    @Test
    void peopleChangeTasksInFourWaysAndOtherwiseOnlySearch() {
        Set<String> desk = new TreeSet<>();
        Set<String> through = new TreeSet<>();
        for (Call call : everyCall()) {
            EngineRoutes.Way way = EngineRoutes.way(call.method(), call.path(), SHIFTER);
            if (way instanceof EngineRoutes.AtDesk) {
                desk.add(call.method() + " " + call.path());
            } else if (way instanceof EngineRoutes.Through
                    && !call.method().equals("GET")
                    && !call.method().equals("OPTIONS")) {
                through.add(call.method() + " " + call.path());
            }
        }
        assertThat(desk)
                .containsExactlyInAnyOrderElementsOf(ofPeople(
                        "POST /task/1/claim",
                        "POST /task/1/unclaim",
                        "POST /task/1/complete",
                        "POST /task/1/submit-form"));
        Set<String> searches = ofPeople(
                "POST /task",
                "POST /task/count",
                "POST /process-instance",
                "POST /process-instance/count",
                "POST /execution",
                "POST /execution/count",
                "POST /variable-instance",
                "POST /variable-instance/count",
                "POST /job",
                "POST /job/count",
                "POST /external-task",
                "POST /external-task/count",
                "POST /history/task",
                "POST /history/task/count",
                "POST /history/process-instance",
                "POST /history/process-instance/count",
                "POST /history/activity-instance",
                "POST /history/activity-instance/count",
                "POST /history/variable-instance",
                "POST /history/variable-instance/count",
                "POST /history/detail",
                "POST /history/detail/count",
                "POST /filter/1/list",
                "POST /filter/1/count",
                "POST /filter/1/singleResult");
        assertThat(through)
                .isSubsetOf(plus(
                        searches,
                        "POST /camunda/api/admin/auth/user/1/logout",
                        "POST /camunda/api/cockpit/plugin/base/1/incident",
                        "POST /camunda/api/cockpit/plugin/base/1/incident/count",
                        "POST /camunda/api/cockpit/plugin/base/1/process-instance",
                        "POST /camunda/api/cockpit/plugin/base/1/process-instance/count",
                        "POST /camunda/api/cockpit/plugin/base/1/process-definition/1/called-process-definitions",
                        "POST /camunda/api/cockpit/plugin/base/1/process-instance/1/called-process-instances"));
        assertThat(through)
                .contains("POST /camunda/api/engine/task", "POST /camunda/api/engine/engine/1/filter/1/list");
    }

    @Test
    void administratorsLetFailedStepsBeTriedAgainAndNothingElse() {
        Set<String> more = new TreeSet<>();
        for (Call call : everyCall()) {
            if (!(EngineRoutes.way(call.method(), call.path(), ADMIN) instanceof EngineRoutes.Closed)
                    && EngineRoutes.way(call.method(), call.path(), SHIFTER) instanceof EngineRoutes.Closed) {
                more.add(call.method() + " " + call.path());
            }
        }
        assertThat(more)
                .containsExactlyInAnyOrderElementsOf(
                        ofPeople("PUT /external-task/retries", "PUT /external-task/1/retries", "PUT /job/1/retries"));
    }

    @Test
    void programsWorkOnExternalTasksAndNothingElse() {
        Set<String> open = new TreeSet<>();
        for (Call call : everyCall()) {
            if (!(EngineRoutes.way(call.method(), call.path(), PROGRAM) instanceof EngineRoutes.Closed)) {
                open.add(call.method() + " " + call.path());
            }
        }
        assertThat(open)
                .containsExactlyInAnyOrderElementsOf(ofPrograms(
                        "POST /external-task/fetchAndLock",
                        "POST /external-task/1/complete",
                        "POST /external-task/1/failure",
                        "POST /external-task/1/bpmnError",
                        "POST /external-task/1/extendLock",
                        "POST /external-task/1/unlock"));
    }

    @Test
    void addressesThatAreSpeltStrangelyOpenNothing() {
        for (String address : List.of(
                "/camunda/api/engine/task/1/bpmnError",
                "/camunda/api/engine//task/1/bpmnError",
                "/camunda/api/engine/task/1/complete/../bpmnError",
                "/camunda/api/engine/task/1;a=b/bpmnError",
                "/camunda/api/engine/task/1/%62pmnError",
                "/engine-rest/engine/default/task/1/localVariables/x",
                "/camunda/api/engine/task/1/delegate",
                "/camunda/api/engine/engine/default/engine/default/task/1/resolve")) {
            for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "TRACE", "post")) {
                assertThat(EngineRoutes.way(method, address, SHIFTER))
                        .as(method + " " + address)
                        .isInstanceOf(EngineRoutes.Closed.class);
            }
        }
    }

    private static Set<String> ofPeople(String... calls) {
        return at(List.of("/camunda/api/engine", "/camunda/api/engine/engine/1"), calls);
    }

    private static Set<String> ofPrograms(String... calls) {
        return at(List.of("/engine-rest", "/engine-rest/engine/1"), calls);
    }

    private static Set<String> at(List<String> doors, String... calls) {
        Set<String> all = new TreeSet<>();
        for (String call : calls) {
            doors.forEach(door -> all.add(call.replaceFirst(" ", " " + door)));
        }
        return all;
    }

    private static Set<String> plus(Set<String> some, String... more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(List.of(more));
        return all;
    }

    private static List<Call> everyCall() {
        List<Call> calls = new ArrayList<>();
        for (String door : List.of("/engine-rest", "/camunda/api/engine")) {
            calls.addAll(calls(door, CamundaRestResources.getResourceClasses()));
        }
        calls.addAll(calls("/camunda/api/cockpit", new CockpitApplication().getClasses()));
        calls.addAll(calls("/camunda/api/tasklist", new TasklistApplication().getClasses()));
        calls.addAll(calls("/camunda/api/admin", new AdminApplication().getClasses()));
        calls.addAll(calls("/camunda/api/welcome", new WelcomeApplication().getClasses()));
        assertThat(calls).hasSizeGreaterThan(1_500);
        return calls;
    }

    private static List<Call> calls(String door, Set<Class<?>> resources) {
        Set<Call> calls = new HashSet<>();
        for (Class<?> resource : resources) {
            lineage(resource)
                    .map(each -> each.getAnnotation(Path.class))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(path -> walk(resource, join(door, path.value()), 0, calls));
        }
        return List.copyOf(calls);
    }

    private static void walk(Class<?> resource, String at, int depth, Set<Call> calls) {
        if (depth > MAX_DEPTH) {
            return;
        }
        for (Class<?> type : lineage(resource).toList()) {
            for (Method method : type.getDeclaredMethods()) {
                Path path = method.getAnnotation(Path.class);
                String here = path == null ? at : join(at, path.value());
                List<String> verbs = Stream.of(method.getAnnotations())
                        .map(Annotation::annotationType)
                        .map(each -> each.getAnnotation(HttpMethod.class))
                        .filter(Objects::nonNull)
                        .map(HttpMethod::value)
                        .toList();
                verbs.forEach(verb -> calls.add(new Call(verb, here)));
                if (verbs.isEmpty() && path != null) {
                    walk(method.getReturnType(), here, depth + 1, calls);
                }
            }
        }
    }

    /** A class with all that it extends and implements, where the annotations may be. */
    private static Stream<Class<?>> lineage(Class<?> type) {
        Stream<Class<?>> above = Stream.of(type.getInterfaces()).flatMap(EngineRoutesTest::lineage);
        Class<?> parent = type.getSuperclass();
        return Stream.concat(Stream.of(type), Stream.concat(above, parent == null ? Stream.empty() : lineage(parent)));
    }

    private static String join(String at, String path) {
        String plain = path.replaceAll("\\{[^}]+}", "1");
        return plain.isEmpty() || plain.equals("/") ? at : at + (plain.startsWith("/") ? plain : "/" + plain);
    }
}

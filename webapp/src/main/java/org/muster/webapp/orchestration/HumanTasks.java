package org.muster.webapp.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.muster.domain.identity.EngineName;
import org.muster.processes.Gate;
import org.muster.protocol.http.ApiRefused;
import org.muster.webapp.http.RefusedRequest;
import org.muster.webapp.identity.Person;
import org.springframework.stereotype.Component;

/**
 * What people do with a task, in the only four ways there are, whether they come by Tasklist or by our own API. Refusals are in the person's words; the engine's never get this far.
 */
@Component
public class HumanTasks {
    /** The ways, as the engine's REST API calls them. */
    public enum Verb {
        CLAIM("claim"),
        UNCLAIM("unclaim"),
        COMPLETE("complete"),
        SUBMIT_FORM("submit-form");

        private final String path;

        Verb(String path) {
            this.path = path;
        }

        public static Optional<Verb> ofPath(String path) {
            return Stream.of(values()).filter(verb -> verb.path.equals(path)).findFirst();
        }
    }

    private final TaskService tasks;
    private final HistoryService history;
    private final IdentityService identities;

    HumanTasks(TaskService tasks, HistoryService history, IdentityService identities) {
        this.tasks = tasks;
        this.history = history;
        this.identities = identities;
    }

    /** @throws ApiRefused with the reason, in the person's words */
    public void take(Verb verb, String id, Person person, JsonNode body) {
        at(id, person, task -> {
            switch (verb) {
                case CLAIM -> claim(task, person, body);
                case UNCLAIM -> unclaim(task);
                case COMPLETE, SUBMIT_FORM -> complete(task, person, gate -> GateAnswers.read(gate, body));
            }
        });
    }

    /** Completes a task with these fields, as sending its form does. */
    public void complete(String id, Person person, Map<String, String> fields) {
        at(id, person, task -> complete(task, person, gate -> GateAnswers.read(gate, fields)));
    }

    private void at(String id, Person person, Consumer<Task> act) {
        identities.clearAuthentication();
        Task task = Optional.ofNullable(tasks.createTaskQuery().taskId(id).singleResult())
                .orElseThrow(() -> gone(id));
        try {
            identities.setAuthentication(EngineName.of(person.name()), person.groups());
            act.accept(task);
        } catch (RuntimeException e) {
            throw refusal(e, id, person);
        } finally {
            identities.clearAuthentication();
        }
    }

    private void claim(Task task, Person person, JsonNode body) {
        String wanted = body.path("userId").asText("");
        if (!wanted.isEmpty() && !wanted.equals(person.name()) && !wanted.equals(EngineName.of(person.name()))) {
            throw RefusedRequest.forbidden("Everybody takes tasks for themselves only.");
        }
        tasks.claim(task.getId(), EngineName.of(person.name()));
    }

    private void unclaim(Task task) {
        boolean offered = tasks.getIdentityLinksForTask(task.getId()).stream()
                .anyMatch(link -> IdentityLinkType.CANDIDATE.equals(link.getType()));
        if (!offered) {
            throw RefusedRequest.conflict("This task is for one person, and cannot be given back to a group.");
        }
        tasks.setAssignee(task.getId(), null);
    }

    /** Whoever may not answer is not told what is wrong with their answer; nor does the engine's word for administrators count. */
    private void complete(Task task, Person person, Function<Gate, VariableMap> answers) {
        if (!offered(task, person)) {
            throw notTheirs(task.getId(), person);
        }
        Gate gate = Gate.ofKey(String.valueOf(task.getTaskDefinitionKey()))
                .orElseThrow(() -> RefusedRequest.conflict("This is no task of ours."));
        tasks.complete(task.getId(), answers.apply(gate));
    }

    private boolean offered(Task task, Person person) {
        List<String> groups = tasks.getIdentityLinksForTask(task.getId()).stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .toList();
        return groups.isEmpty()
                ? EngineName.of(person.name()).equals(task.getAssignee())
                : groups.stream().anyMatch(person.groups()::contains);
    }

    private static ApiRefused notForYou(Person person) {
        return RefusedRequest.forbidden(
                "This task is not for you: none of your groups " + person.groups() + " may take it.");
    }

    /** The rights to a task go with it, so whoever came a moment late is not told that it was never theirs. */
    private ApiRefused notTheirs(String id, Person person) {
        identities.clearAuthentication();
        return waits(id) ? notForYou(person) : gone(id);
    }

    private ApiRefused gone(String id) {
        HistoricTaskInstance past =
                history.createHistoricTaskInstanceQuery().taskId(id).singleResult();
        return past == null ? RefusedRequest.notFound("task " + id) : faster();
    }

    private static ApiRefused faster() {
        return RefusedRequest.conflict("Somebody was faster: this task is done, or no longer needed.");
    }

    private RuntimeException refusal(RuntimeException failure, String id, Person person) {
        List<Throwable> chain = Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .toList();
        for (Throwable cause : chain) {
            if (cause instanceof ApiRefused refused) {
                return refused;
            }
            if (cause instanceof RefusedAtGate refused) {
                return RefusedRequest.invalid(refused.toString(), List.of());
            }
            if (cause instanceof AuthorizationException) {
                return notTheirs(id, person);
            }
            if (cause instanceof TaskAlreadyClaimedException) {
                return RefusedRequest.conflict("Somebody else has taken this task.");
            }
            if (cause instanceof OptimisticLockingException) {
                return faster();
            }
        }
        identities.clearAuthentication();
        return waits(id) ? failure : gone(id);
    }

    /** Whether there is such a task, for whoever asks. */
    public boolean waits(String id) {
        return tasks.createTaskQuery().taskId(id).count() > 0;
    }
}

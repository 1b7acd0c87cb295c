package org.muster.webapp.orchestration.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.muster.domain.failure.Problems;
import org.muster.processes.Topic;
import org.muster.processes.Variable;
import org.muster.webapp.http.RefusedRequest;
import org.springframework.stereotype.Component;

/** What a worker may bring back from an external task: the results of its topic, as plain values. */
@Component
class TaskResults {
    private static final Set<String> PLAIN =
            Set.of("", "null", "string", "integer", "long", "short", "double", "boolean", "json");

    private final ExternalTaskService tasks;

    TaskResults(ExternalTaskService tasks) {
        this.tasks = tasks;
    }

    /** @throws org.muster.protocol.http.ApiRefused naming every value that is not a result of the task's topic */
    void require(String id, JsonNode body) {
        ExternalTask task = tasks.createExternalTaskQuery().externalTaskId(id).singleResult();
        if (task == null) {
            // The engine says that it is gone, in the words that workers know.
            return;
        }
        List<String> allowed = results(task);
        Problems problems = new Problems();
        for (String group : List.of("variables", "localVariables")) {
            for (Map.Entry<String, JsonNode> sent : body.path(group).properties()) {
                String type = sent.getValue().path("type").asText("").toLowerCase(Locale.ROOT);
                if (!allowed.contains(sent.getKey()) || !PLAIN.contains(type)) {
                    problems.add(
                            group + "." + sent.getKey(), "is no result of this task", "plain values of " + allowed);
                }
            }
        }
        if (!problems.none()) {
            throw RefusedRequest.invalid("The task cannot be completed like this.", problems.list());
        }
    }

    private static List<String> results(ExternalTask task) {
        return Topic.ofName(String.valueOf(task.getTopicName())).map(Topic::results).orElse(List.of()).stream()
                .map(Variable::variable)
                .toList();
    }
}

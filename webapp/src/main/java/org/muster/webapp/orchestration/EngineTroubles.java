package org.muster.webapp.orchestration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.muster.processes.ProcessKey;
import org.muster.protocol.platform.Incident;
import org.muster.webapp.incidents.TroubledPart;
import org.springframework.stereotype.Component;

/**
 * Steps that the engine has tried in vain and will not try again: a process that stands still without anybody's task. What workers
 * cannot do they tell themselves.
 */
@Component
class EngineTroubles implements TroubledPart {
    static final String SOURCE = "engine";

    /** Looked at in one round. */
    private static final int MAX_JOBS = 1_000;

    /** That a step gets after a person has said "try again"; the last of them writes the reason anew. */
    private static final int TRIES = 1;

    private final ManagementService management;
    private final RuntimeService runtime;
    private final RepositoryService repository;

    EngineTroubles(ManagementService management, RuntimeService runtime, RepositoryService repository) {
        this.management = management;
        this.runtime = runtime;
        this.repository = repository;
    }

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public List<Incident> troubles() {
        List<Incident> troubles = new ArrayList<>();
        standing().forEach((subject, jobs) -> {
            Job first = jobs.get(0);
            troubles.add(new Incident(
                    SOURCE,
                    subject,
                    "Its process stands still at \"" + place(first) + "\""
                            + (jobs.size() == 1 ? "" : " and at " + (jobs.size() - 1) + " more places") + ": "
                            + Objects.requireNonNullElse(first.getExceptionMessage(), "no reason is given")));
        });
        return troubles;
    }

    @Override
    public String others() {
        return "processes stand still";
    }

    @Override
    public void tryAgain(Set<String> subjects) {
        standing().forEach((subject, jobs) -> {
            if (subjects.contains(subject)) {
                jobs.forEach(job -> management.setJobRetries(job.getId(), TRIES));
            }
        });
    }

    /** Jobs without retries, by subject. */
    private Map<String, List<Job>> standing() {
        List<Job> jobs = management
                .createJobQuery()
                .noRetriesLeft()
                .withException()
                .orderByJobId()
                .asc()
                .listPage(0, MAX_JOBS);
        Map<String, String> subjects = businessKeys(jobs);
        return jobs.stream()
                .collect(Collectors.groupingBy(job -> subject(job, subjects), TreeMap::new, Collectors.toList()));
    }

    /** By process instance. */
    private Map<String, String> businessKeys(List<Job> jobs) {
        Set<String> instances = jobs.stream()
                .map(Job::getProcessInstanceId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Map<String, String> keys = new HashMap<>();
        if (!instances.isEmpty()) {
            for (ProcessInstance instance : runtime.createProcessInstanceQuery()
                    .processInstanceIds(instances)
                    .list()) {
                Optional.ofNullable(instance.getBusinessKey()).ifPresent(key -> keys.put(instance.getId(), key));
            }
        }
        return keys;
    }

    /** All processes about incidents are one subject: otherwise each that stands still would begin another. */
    private static String subject(Job job, Map<String, String> businessKeys) {
        String process = Objects.requireNonNullElse(job.getProcessDefinitionKey(), "");
        if (process.equals(ProcessKey.SET_ASIDE.key())) {
            return process;
        }
        String key = businessKeys.get(Objects.requireNonNullElse(job.getProcessInstanceId(), ""));
        return key == null ? "upkeep" : key;
    }

    /** As the model calls it. */
    private String place(Job job) {
        String activity = job.getFailedActivityId();
        if (activity == null || job.getProcessDefinitionId() == null) {
            return "an unknown step";
        }
        return repository.getBpmnModelInstance(job.getProcessDefinitionId()).getModelElementById(activity)
                                instanceof FlowElement element
                        && element.getName() != null
                ? element.getName()
                : activity;
    }
}

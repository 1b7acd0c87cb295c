package org.muster.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.externaltask.ExternalTaskQueryBuilder;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.plugin.impl.SpinProcessEnginePlugin;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.muster.domain.identity.Role;
import org.muster.domain.workflow.WorkflowState;
import org.muster.testkit.postgres.TestPostgres;

/**
 * What happens to a campaign or a workflow, told in the words of the procedure, on the engine with PostgreSQL. Workers answer
 * what was scripted for their topic, or that all is well; people answer when the test says so.
 */
final class Story implements AfterEachCallback {
    /** Rounds of jobs and external tasks until everything waits for a person or a message; more is a loop. */
    private static final int MAX_ROUNDS = 200;

    /** Processes of which instances of an earlier model still run somewhere. */
    private static final List<ProcessKey> FORMER = List.of(ProcessKey.WORKFLOW, ProcessKey.FULL_PRODUCTION);

    private static final StandIns STAND_INS = new StandIns();
    static final ProcessEngine ENGINE = start();

    private final Map<Topic, Deque<Map<String, Object>>> scripted = new EnumMap<>(Topic.class);
    private final Map<String, Integer> made = new HashMap<>();
    private final Map<Topic, Long> called = new HashMap<>();
    private boolean draining;
    private boolean accounting = true;

    private static ProcessEngine start() {
        TestPostgres.Database database = TestPostgres.freshDatabase();
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration
                .setJdbcUrl(database.jdbcUrl())
                .setJdbcUsername(database.user())
                .setJdbcPassword(database.password())
                .setJdbcDriver("org.postgresql.Driver")
                .setDatabaseSchemaUpdate("true")
                .setHistory("full")
                .setJobExecutorActivate(false)
                .setMetricsEnabled(false)
                .setEnableExceptionsAfterUnhandledBpmnError(true);
        // As in the webapp: lists are kept as JSON, which is stricter about what they hold than Java's own form.
        configuration.setDefaultSerializationFormat(Variables.SerializationDataFormats.JSON.getName());
        configuration.getProcessEnginePlugins().add(new SpinProcessEnginePlugin());
        configuration.setBeans(new HashMap<>(Map.of(
                "workflowLife", STAND_INS.workflowLife,
                "campaignLife", STAND_INS.campaignLife,
                "planVariables", STAND_INS.planVariables,
                "proposalLife", STAND_INS.proposalLife,
                "sliceLife", STAND_INS.sliceLife,
                "gates", STAND_INS.gates)));
        ProcessEngine engine = configuration.buildProcessEngine();
        ProcessEngines.registerProcessEngine(engine);
        deploy(engine, Path.of("src/test/resources/former"));
        deploy(engine, Path.of("src/main/resources/models"));
        return engine;
    }

    /** All models, with those that this directory has of its own. */
    private static void deploy(ProcessEngine engine, Path models) {
        DeploymentBuilder deployment = engine.getRepositoryService().createDeployment();
        for (String extension : List.of(".bpmn", ".dmn", ".form")) {
            Models.files(extension)
                    .forEach(file -> deployment.addString(file.getFileName().toString(), Models.read(file)));
        }
        for (ProcessKey changed : FORMER) {
            String name = changed.key() + ".bpmn";
            deployment.addString(name, Models.read(models.resolve(name)));
        }
        deployment.deploy();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        for (ProcessInstance instance : ENGINE.getRuntimeService()
                .createProcessInstanceQuery()
                .rootProcessInstances()
                .list()) {
            ENGINE.getRuntimeService().deleteProcessInstance(instance.getId(), "the story is told");
        }
        STAND_INS.forget();
    }

    // ------------------------------------------------------------------------------------------------ beginnings

    Story campaign(int validationSamples, int productionWorkflows) {
        ENGINE.getRuntimeService()
                .startProcessInstanceByKey(
                        ProcessKey.CAMPAIGN.key(),
                        "c1",
                        Map.of(
                                "campaignId",
                                1,
                                "campaignName",
                                "toy-2026",
                                "requester",
                                "rita",
                                "planText",
                                "the plan",
                                "validationRows",
                                rows(validationSamples),
                                "productionRows",
                                rows(productionWorkflows)));
        return settle();
    }

    Story workflow(int workflow, String scope, int counters) {
        ENGINE.getRuntimeService()
                .startProcessInstanceByKey(
                        ProcessKey.WORKFLOW.key(),
                        "w" + workflow,
                        Map.of("workflowId", workflow, "purpose", "test", "scope", scope, "counters", counters));
        return settle();
    }

    /** One that began by the model that was before this one. */
    Story formerWorkflow(int workflow) {
        return former(
                ProcessKey.WORKFLOW,
                "w" + workflow,
                Map.of("workflowId", workflow, "purpose", "test", "scope", "usertests", "counters", 10));
    }

    /** The full production of a campaign that began by the model that was before this one. */
    Story formerProduction(int workflows) {
        return former(
                ProcessKey.FULL_PRODUCTION,
                "c1",
                Map.of(
                        "campaignId",
                        1,
                        "campaignName",
                        "toy-2026",
                        "requester",
                        "rita",
                        "shifter",
                        "sam",
                        "planRows",
                        rows(workflows),
                        "planOffset",
                        0));
    }

    private Story former(ProcessKey process, String businessKey, Map<String, Object> variables) {
        String former = ENGINE.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(process.key())
                .processDefinitionVersion(1)
                .singleResult()
                .getId();
        ENGINE.getRuntimeService().startProcessInstanceById(former, businessKey, variables);
        return settle();
    }

    private static List<Integer> rows(int count) {
        return new ArrayList<>(IntStream.rangeClosed(1, count).boxed().toList());
    }

    Story proposal(int proposal, Role decider) {
        return subject(
                ProcessKey.PROPOSAL,
                "p" + proposal,
                Map.of(
                        "proposal", proposal,
                        "proposalKind", "repairs",
                        "proposalGroup", decider.group(),
                        "proposalQuestion", "Repair the catalogues?",
                        "proposalEffect", "Nothing changes before.",
                        "proposalText", "1 file"));
    }

    Story incident(int incident) {
        return subject(
                ProcessKey.SET_ASIDE,
                "n" + incident,
                Map.of(
                        "incident", incident,
                        "incidentTitle", "Look at w1: registrar",
                        "incidentText", "no space",
                        "incidentGroup", "shifters"));
    }

    private Story subject(ProcessKey process, String businessKey, Map<String, Object> variables) {
        ENGINE.getRuntimeService().startProcessInstanceByKey(process.key(), businessKey, variables);
        return settle();
    }

    /** Whether somebody waited for it. */
    boolean withdraws(String businessKey) {
        boolean waited = !ENGINE.getRuntimeService()
                .createMessageCorrelation(Message.WITHDRAWN.message())
                .processInstanceBusinessKey(businessKey)
                .correlateAllWithResult()
                .isEmpty();
        settle();
        return waited;
    }

    /** How often a worker was asked to do this. */
    long calls(Topic topic) {
        return called.getOrDefault(topic, 0L);
    }

    // ------------------------------------------------------------------------------------------------ what happens

    /** Running workflows drain by themselves from now on. */
    Story workflowsDrain() {
        draining = true;
        return settle();
    }

    /** From now on the registrar lags behind, until {@link #outputsAreRegistered}. */
    Story outputsLag() {
        accounting = false;
        return this;
    }

    Story outputsAreRegistered() {
        accounting = true;
        return settle();
    }

    /** The next call of this topic answers this. */
    Story next(Topic topic, Map<String, Object> answer) {
        scripted.computeIfAbsent(topic, key -> new ArrayDeque<>()).add(answer);
        return this;
    }

    Story answers(Gate gate, String answer) {
        return completes(gate, Map.of(gate.variable().variable(), answer));
    }

    Story answers(Gate gate, String answer, String comment) {
        return completes(gate, Map.of(gate.variable().variable(), answer, "comment", comment));
    }

    Story completes(Gate gate, Map<String, Object> fields) {
        ENGINE.getTaskService().complete(task(gate).getId(), fields);
        return settle();
    }

    Story tells(int workflow, Message message) {
        return tells(workflow, message, Map.of());
    }

    Story tells(int workflow, Message message, Map<String, Object> variables) {
        ENGINE.getRuntimeService()
                .createMessageCorrelation(message.message())
                .processInstanceBusinessKey("w" + workflow)
                .setVariables(variables)
                .correlate();
        return settle();
    }

    /** Whether nobody waits for this message. */
    boolean ignores(int workflow, Message message) {
        try {
            ENGINE.getRuntimeService()
                    .createMessageCorrelation(message.message())
                    .processInstanceBusinessKey("w" + workflow)
                    .correlate();
            return false;
        } catch (MismatchingMessageCorrelationException e) {
            return true;
        }
    }

    /** Lets every timer fire that is there. */
    Story timersFire() {
        for (Job timer : ENGINE.getManagementService().createJobQuery().timers().list()) {
            ENGINE.getManagementService().executeJob(timer.getId());
        }
        return settle();
    }

    // ------------------------------------------------------------------------------------------------ what is seen

    Task task(Gate gate) {
        Task task = ENGINE.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(gate.key())
                .initializeFormKeys()
                .singleResult();
        assertThat(task).as("%s among %s", gate, tokens()).isNotNull();
        return task;
    }

    /** Definition keys of the open user tasks. */
    SortedSet<String> waiting() {
        TreeSet<String> keys = new TreeSet<>();
        ENGINE.getTaskService().createTaskQuery().list().forEach(task -> keys.add(task.getTaskDefinitionKey()));
        return keys;
    }

    /** Where every token is, for a test that fails. */
    private static List<String> tokens() {
        return ENGINE.getHistoryService().createHistoricActivityInstanceQuery().unfinished().list().stream()
                .map(activity -> activity.getProcessDefinitionKey() + "/" + activity.getActivityId())
                .toList();
    }

    Object seen(Gate gate, Variable variable) {
        return ENGINE.getTaskService().getVariable(task(gate).getId(), variable.variable());
    }

    WorkflowState state(int workflow) {
        return STAND_INS.workflowLife.state(workflow);
    }

    /** Numbers of the proposals whose processes came to their end carried out. */
    List<String> finished() {
        return STAND_INS.proposalLife.finished();
    }

    List<CampaignMove> moves() {
        return STAND_INS.campaignLife.moves();
    }

    List<StandIns.Decision> decisions() {
        return STAND_INS.gates.decisions();
    }

    /** The workflows made so far: purpose and order in the plan. */
    SortedSet<String> made() {
        return new TreeSet<>(made.keySet());
    }

    boolean over() {
        return ENGINE.getRuntimeService().createProcessInstanceQuery().count() == 0;
    }

    // ------------------------------------------------------------------------------------------------ the machinery

    private Story settle() {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            boolean moved = runJobs();
            moved |= work();
            moved |= slices();
            moved |= draining && send(Message.DRAINED);
            moved |= accounting && send(Message.ACCOUNTED);
            if (!moved) {
                return this;
            }
        }
        throw new AssertionError("the process never comes to rest");
    }

    /** One after the other, as a campaign with very few jobs would have them. */
    private boolean slices() {
        Deque<Integer> waiting = STAND_INS.sliceLife.waiting();
        if (ENGINE.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processDefinitionKey(ProcessKey.WORKFLOW.key())
                        .count()
                > 0) {
            return false;
        }
        if (waiting.isEmpty()) {
            return send(Message.SLICES_ENDED);
        }
        Map<String, Object> row = new HashMap<>(Map.of("purpose", "production", "planOrder", waiting.remove()));
        row.putAll(make(row));
        row.put("campaignId", 1);
        ENGINE.getRuntimeService()
                .startProcessInstanceByKey(ProcessKey.WORKFLOW.key(), "w" + row.get("workflowId"), row);
        return true;
    }

    private static boolean runJobs() {
        List<Job> jobs =
                ENGINE.getManagementService().createJobQuery().messages().list();
        jobs.forEach(job -> ENGINE.getManagementService().executeJob(job.getId()));
        return !jobs.isEmpty();
    }

    private boolean work() {
        ExternalTaskQueryBuilder fetch = ENGINE.getExternalTaskService().fetchAndLock(100, "story");
        for (Topic topic : Topic.values()) {
            fetch.topic(topic.topic(), 60_000);
        }
        List<LockedExternalTask> tasks = fetch.execute();
        for (LockedExternalTask task : tasks) {
            ENGINE.getExternalTaskService().complete(task.getId(), "story", answer(task));
        }
        return !tasks.isEmpty();
    }

    /** Whether anybody waited for it. */
    private static boolean send(Message message) {
        return !ENGINE.getRuntimeService()
                .createMessageCorrelation(message.message())
                .correlateAllWithResult()
                .isEmpty();
    }

    private Map<String, Object> answer(LockedExternalTask task) {
        Topic topic = List.of(Topic.values()).stream()
                .filter(each -> each.topic().equals(task.getTopicName()))
                .findFirst()
                .orElseThrow();
        called.merge(topic, 1L, Long::sum);
        Deque<Map<String, Object>> answers = scripted.getOrDefault(topic, new ArrayDeque<>());
        if (!answers.isEmpty()) {
            return answers.remove();
        }
        return switch (topic) {
            case CHECK_CODE_VERSION -> Map.of("codeVersionProblem", "");
            case FREEZE_SAMPLES -> Map.of("samplesProblem", "");
            case MAKE_WORKFLOW -> make(task.getVariables());
            case CHECK_TEST -> Map.of("testPassed", true, "testReport", "10 of 10 jobs ended with 0");
            case PREFLIGHT -> Map.of("preflightPassed", true, "preflightReport", "as planned");
            case COLLECT_NUMBERS -> Map.of("numbers", "{}", "numbersText", "numbers of " + made.size());
            case MAKE_DATASETS -> Map.of("datasetsReport", "1 dataset");
            case COMMIT_TO_GIT -> Map.of("commit", "c0ffee");
            case OPEN_WORKFLOW,
                    PAUSE_WORKFLOW,
                    RESUME_WORKFLOW,
                    STOP_WORKFLOW,
                    CLOSE_WORKFLOW,
                    AWAIT_REGISTRATION,
                    CLOSE_DATASETS,
                    CARRY_OUT_PROPOSAL -> Map.of();
        };
    }

    private Map<String, Object> make(Map<String, Object> variables) {
        String purpose = Objects.requireNonNull(variables.get("purpose")).toString();
        int order = ((Number) Objects.requireNonNull(variables.get("planOrder"))).intValue();
        int workflow = made.size() + 1;
        assertThat(made.put(purpose + " " + order, workflow))
                .as("workflow %s %s is made once", purpose, order)
                .isNull();
        return Map.of("workflowId", workflow, "scope", "test".equals(purpose) ? "usertests" : "toy", "counters", 10);
    }
}

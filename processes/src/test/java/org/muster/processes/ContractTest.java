package org.muster.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.junit.jupiter.api.Test;
import org.muster.domain.identity.Role;
import org.muster.domain.workflow.WorkflowTrigger;

/** Models, forms and Java name the same things: nothing in one that is not in the other. */
final class ContractTest {
    /** Written by workers or our beans, shown on pages or kept for the record, named by no model. */
    private static final Set<Variable> NOT_IN_MODELS =
            Set.of(Variable.NUMBERS, Variable.PROPOSAL_KIND, Variable.STEP_REACHED);

    /** Read by the decision table, and set for it by our beans. */
    private static final Set<Variable> IN_THE_DECISION_TABLE =
            Set.of(Variable.PURPOSE, Variable.IN_TEST_SCOPE, Variable.WITHIN_ALLOWANCE);

    /** Asked for by instances of former models only. */
    private static final Set<Topic> FORMER = Set.of(Topic.AWAIT_REGISTRATION);

    /** People wait for these, so workers take them first, however many others there are. */
    private static final Set<Topic> URGENT =
            Set.of(Topic.OPEN_WORKFLOW, Topic.PAUSE_WORKFLOW, Topic.RESUME_WORKFLOW, Topic.STOP_WORKFLOW);

    private static final Pattern SHOWN = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern NAMED =
            Pattern.compile("(?:putParameter name|elementVariable|resultVariable|\\bsource|\\btarget)=\"(\\w+)\"");

    private final Map<String, BpmnModelInstance> models = Models.bpmn();

    @Test
    void processKeys() {
        Set<String> inModels = new TreeSet<>();
        models.forEach((file, model) -> elements(Process.class).forEach(process -> inModels.add(process.getId())));
        assertThat(inModels).containsExactlyInAnyOrderElementsOf(names(ProcessKey.values(), ProcessKey::key));
        assertThat(models.keySet()).isEqualTo(inModels);
        assertThat(elements(CallActivity.class).map(CallActivity::getCalledElement))
                .isSubsetOf(inModels);
    }

    @Test
    void topics() {
        Set<String> current = names(Topic.values(), Topic::topic);
        FORMER.forEach(topic -> current.remove(topic.topic()));
        assertThat(elements(ServiceTask.class).map(ServiceTask::getCamundaTopic).collect(Collectors.toSet()))
                .isEqualTo(current);
        assertThat(elements(ServiceTask.class)).allMatch(task -> "external".equals(task.getCamundaType()));
        assertThat(elements(ServiceTask.class)
                        .filter(task -> task.getCamundaTaskPriority() != null)
                        .map(ServiceTask::getCamundaTopic))
                .containsExactlyInAnyOrderElementsOf(names(URGENT.toArray(Topic[]::new), Topic::topic));
    }

    @Test
    void messages() {
        assertThat(elements(org.camunda.bpm.model.bpmn.instance.Message.class)
                        .map(org.camunda.bpm.model.bpmn.instance.Message::getName)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(names(Message.values(), Message::message));
    }

    @Test
    void movesOfTheBeans() {
        Set<String> workflowMoves = new TreeSet<>();
        Set<String> campaignMoves = new TreeSet<>();
        for (String text : expressions()) {
            workflowMoves.addAll(Expressions.moves("workflowLife", text));
            campaignMoves.addAll(Expressions.moves("campaignLife", text));
        }
        // A draft is deleted on its page, before any process knows it.
        Set<String> triggers = names(WorkflowTrigger.values(), WorkflowTrigger::name);
        triggers.remove(WorkflowTrigger.DELETE.name());
        // What withdraws a workflow takes its process away.
        triggers.remove(WorkflowTrigger.WITHDRAW.name());
        assertThat(workflowMoves).isEqualTo(triggers);
        assertThat(campaignMoves).isEqualTo(names(CampaignMove.values(), CampaignMove::name));
    }

    @Test
    void gatesWithTheirPeopleAndForms() {
        Map<String, UserTask> tasks =
                elements(UserTask.class).collect(Collectors.toMap(UserTask::getId, Function.identity()));
        assertThat(tasks.keySet()).isEqualTo(names(Gate.values(), Gate::key));
        for (Gate gate : Gate.values()) {
            UserTask task = Objects.requireNonNull(tasks.get(gate.key()));
            assertThat(task.getCamundaFormRef()).isEqualTo(gate.key());
            assertThat(task.getCamundaFormRefBinding()).isEqualTo("deployment");
            assertThat(task.getCamundaDueDate()).as("due date of %s", gate).isNotBlank();
            assertThat(task.getCamundaFollowUpDate())
                    .as("follow-up of %s", gate)
                    .isNotBlank();
            if (gate == Gate.APPROVE_WORKFLOW) {
                assertThat(task.getCamundaCandidateGroups()).isEqualTo("${approver}");
            } else if (gate == Gate.DECIDE_PROPOSAL) {
                assertThat(task.getCamundaCandidateGroups()).isEqualTo("${proposalGroup}");
            } else if (gate == Gate.LOOK_AT_INCIDENT) {
                assertThat(task.getCamundaCandidateGroups()).isEqualTo("${incidentGroup}");
            } else if (gate.roles().equals(List.of(Role.REQUESTER))) {
                assertThat(task.getCamundaAssignee()).isEqualTo("${gates.assignee(requester)}");
            } else {
                assertThat(task.getCamundaCandidateGroups())
                        .isEqualTo(gate.roles().get(0).group());
            }
        }
    }

    @Test
    void groupsOfTheDecisionTableMayApprove() {
        Set<String> groups = new TreeSet<>();
        Matcher output = Pattern.compile("approver\">\\s*<text>\"([^\"]*)\"").matcher(decisionTable());
        while (output.find()) {
            groups.add(output.group(1));
        }
        Set<String> mayApprove =
                Gate.APPROVE_WORKFLOW.roles().stream().map(Role::group).collect(Collectors.toCollection(TreeSet::new));
        mayApprove.add("");
        assertThat(groups).isEqualTo(mayApprove);
    }

    @Test
    void formsOfferTheAnswersOfTheirGates() throws IOException {
        Map<String, JsonNode> forms = forms();
        assertThat(forms.keySet()).isEqualTo(names(Gate.values(), Gate::key));
        for (Gate gate : Gate.values()) {
            JsonNode components = Objects.requireNonNull(forms.get(gate.key())).path("components");
            Map<String, List<String>> choices = new TreeMap<>();
            for (JsonNode component : components) {
                if (component.has("values")) {
                    choices.put(
                            component.path("key").asText(),
                            component.path("values").findValuesAsText("value"));
                }
            }
            assertThat(choices)
                    .as("answers of %s", gate)
                    .isEqualTo(
                            gate.answers().isEmpty()
                                    ? Map.of()
                                    : Map.of(gate.variable().variable(), gate.answers()));
            assertThat(Stream.of(components)
                            .flatMap(each -> StreamSupport.stream(each.spliterator(), false))
                            .filter(component -> component.has("key"))
                            .map(ContractTest::described))
                    .as("fields of %s", gate)
                    .containsExactlyElementsOf(
                            gate.fields().stream().map(ContractTest::described).toList());
        }
    }

    private static String described(JsonNode component) {
        JsonNode bounds = component.path("validate");
        return component.path("key").asText() + " " + component.path("type").asText() + " "
                + bounds.path("min").asText() + bounds.path("maxLength").asText()
                + bounds.path("max").asText() + " " + bounds.path("required").asBoolean();
    }

    private static String described(GateField field) {
        String bounds;
        if (field.kind() instanceof GateField.Count count) {
            bounds = "number " + count.least() + count.most();
        } else if (field.kind() instanceof GateField.Text text) {
            bounds = (text.longest() == Variable.MAX_TEXT ? "textarea " : "textfield ") + text.longest();
        } else {
            bounds = "radio ";
        }
        return field.variable().variable() + " " + bounds + " " + (field.need() == GateField.Need.MANDATORY);
    }

    /** Markdown would let a requester's text write headings and links of its own; in HTML the form escapes it. */
    @Test
    void whatPeopleWroteIsShownAsPlainText() throws IOException {
        for (Map.Entry<String, JsonNode> form : forms().entrySet()) {
            for (JsonNode component : form.getValue().path("components")) {
                JsonNode shown = component.deepCopy();
                if (component.path("type").asText().equals("html")) {
                    ((ObjectNode) shown).remove("content");
                    assertThat(component.path("content").asText().replaceAll("</?(h3|p|pre|strong|code|em)>", ""))
                            .as("%s", form.getKey())
                            .doesNotContain("<", ">");
                }
                assertThat(shown.toString()).as("%s", form.getKey()).doesNotContain("{{");
            }
        }
    }

    @Test
    void variables() throws IOException {
        Set<String> used = new TreeSet<>();
        expressions().forEach(text -> used.addAll(Expressions.variables(text)));
        for (Path file : Models.files(".bpmn")) {
            NAMED.matcher(Models.read(file)).results().forEach(result -> used.add(result.group(1)));
        }
        for (JsonNode form : forms().values()) {
            used.addAll(form.path("components").findValuesAsText("key"));
            Matcher shown = SHOWN.matcher(form.toString());
            while (shown.find()) {
                used.add(shown.group(1));
            }
        }
        Set<String> known = names(Variable.values(), Variable::variable);
        IN_THE_DECISION_TABLE.forEach(variable -> {
            assertThat(decisionTable()).contains("<text>" + variable.variable() + "</text>");
            used.add(variable.variable());
        });
        NOT_IN_MODELS.forEach(variable -> known.remove(variable.variable()));
        assertThat(used).isEqualTo(known);
    }

    @Test
    void everythingHasANameAPlaceAndALifetime() {
        assertThat(elements(FlowNode.class))
                .filteredOn(node ->
                        !(node instanceof ParallelGateway) && node.getOutgoing().size() != 1)
                .allSatisfy(node -> assertThat(node.getName()).as(node.getId()).isNotBlank());
        assertThat(elements(FlowNode.class))
                .allSatisfy(node ->
                        assertThat(node.getDiagramElement()).as(node.getId()).isNotNull());
        assertThat(elements(SequenceFlow.class))
                .allSatisfy(flow ->
                        assertThat(flow.getDiagramElement()).as(flow.getId()).isNotNull());
        assertThat(elements(Process.class))
                .allSatisfy(process ->
                        assertThat(process.getCamundaHistoryTimeToLiveString()).isEqualTo("P1825D"));
    }

    private <T extends ModelElementInstance> Stream<T> elements(Class<T> type) {
        return models.values().stream().flatMap(model -> model.getModelElementsByType(type).stream());
    }

    /** Every expression of every model. */
    private static List<String> expressions() {
        Pattern expression = Pattern.compile("[$#]\\{[^}]*}");
        return Models.files(".bpmn").stream()
                .map(file -> Models.read(file).replace("&amp;", "&").replace("&gt;", ">"))
                .flatMap(text -> expression.matcher(text).results().map(MatchResult::group))
                .toList();
    }

    private static String decisionTable() {
        return Models.read(Models.files(".dmn").get(0));
    }

    private static Map<String, JsonNode> forms() throws IOException {
        Map<String, JsonNode> forms = new TreeMap<>();
        for (Path file : Models.files(".form")) {
            JsonNode form = new ObjectMapper().readTree(Models.read(file));
            assertThat(file.getFileName()).hasToString(form.path("id").asText() + ".form");
            forms.put(form.path("id").asText(), form);
        }
        return forms;
    }

    private static <E> Set<String> names(E[] values, Function<E, String> name) {
        return Arrays.stream(values).map(name).collect(Collectors.toCollection(TreeSet::new));
    }
}

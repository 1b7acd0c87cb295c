package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.muster.cli.ExitCode;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.data.Did;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.storage.Distance;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.launcher.credentials.Credentials;
import org.muster.launcher.demo.Actor;
import org.muster.protocol.control.FileRow;
import org.muster.protocol.control.GpuNeed;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.OutputRow;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.http.Json;
import org.muster.protocol.identity.ClientAccount;
import org.muster.protocol.platform.Discrepancy;
import org.muster.protocol.platform.DiscrepancyKind;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.ProposalRow;
import org.muster.protocol.platform.ReconciliationReport;
import org.muster.protocol.platform.TaskRow;
import org.muster.protocol.platform.WorkflowRow;
import org.muster.protocol.platform.WorkflowSubmission;
import org.muster.testkit.docs.DocumentedCommand;

/**
 * Every {@code muster} and {@code curl} command of the documentation is typed as it stands there, with the names of what the
 * running platform has in the place of the examples', and does what the page says. One that is neither tried nor on the list of
 * those that run elsewhere fails the test.
 */
@ExtendWith(RunningPlatform.Extension.class)
class DocumentedCommandsIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Path EXAMPLES = RunningPlatform.CHECKOUT.resolve("examples");
    private static final Path PILOTS = RunningPlatform.CHECKOUT.resolve("docs/operating/pilots.md");

    private static final String SLICES =
            "SteerSliceTest and EveryCommandTest: no campaign of this test comes to its full production";

    /** And where. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("./muster up", "RunningPlatform, for all tests of this module"),
            Map.entry("./muster up --data-dir DIR", "RunningPlatform"),
            Map.entry("./muster down", "RunningPlatform, after them"),
            Map.entry("./muster demo", ".ci/run, at the end of each build"),
            Map.entry(
                    "./muster demo --by-hand",
                    "nowhere but in DocumentedCommandsTest, which parses it: it waits for a person"),
            Map.entry("examples/expected_histogram.py muons:60:50 pions:50:50 --check *.histogram.json", "muster demo"),
            Map.entry("muster task", "a group of commands, each of which runs here"),
            Map.entry("muster proposals", "another"),
            Map.entry("muster repairs", "the same under its former name"),
            Map.entry("muster campaign slice hold c3 production-2 --reason \"its inputs are looked at\"", SLICES),
            Map.entry("muster campaign slice unhold c3 production-2 --reason \"they are fine\"", SLICES),
            Map.entry("muster campaign slice forward c3 production-2 --reason \"wanted for the conference\"", SLICES),
            Map.entry("muster campaign slice back c3 production-2 --reason \"can wait\"", SLICES),
            Map.entry("muster campaign slice start c3 production-2 --reason \"a site is idle\"", SLICES));

    private final RunningPlatform muster;
    private final Path directory;
    private final Terminal terminal;
    private final Map<String, String> names = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final Set<String> tried = new LinkedHashSet<>();

    DocumentedCommandsIT(RunningPlatform muster, @TempDir Path directory) {
        this.muster = muster;
        this.directory = directory;
        this.terminal = new Terminal(muster, directory);
    }

    @Test
    void eachDoesWhatThePageSays() throws Exception {
        signingInAndTheMachine();
        aCampaign();
        aWorkflowOfItsOwn();
        whyAndWhatIf();
        steering();
        repairsAndInventory();
        assertThat(wrong).as("what a page says and does not happen").isEmpty();
        pilots();
        faults();
        growth();
        assertThat(wrong).isEmpty();
        Set<String> documented = DocumentedCommand.all(RunningPlatform.CHECKOUT).stream()
                .filter(command -> !List.of("./mvnw", "java").contains(command.program()))
                .map(DocumentedCommand::text)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> known = new LinkedHashSet<>(tried);
        known.addAll(ELSEWHERE.keySet());
        assertThat(documented).as("what is typed or runs elsewhere").containsExactlyInAnyOrderElementsOf(known);
        assertThat(Files.readString(RunningPlatform.CHECKOUT.resolve(".ci/run")))
                .contains("./muster demo ");
    }

    private void growth() throws IOException {
        typed("ada", "muster growth", "allocator.events", "MUSTER_KEEP_EVENTS_DAYS is not set");
        typed("ada", "muster growth --plan --keep-days 366", "Nothing would leave now.");
        typed("ada", "muster archive list", "open");
        try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(directory.resolve("events-0001.csv.gz")))) {
            String event =
                    "1,2026-11-01T00:00:00Z,101,WORKFLOW_CREATED," + real("w12").substring(1);
            file.write(("event_id,time,type,name,workflow_id\n" + event + "\n").getBytes(StandardCharsets.UTF_8));
        }
        typed("ada", "muster archive show events-0001.csv.gz --workflow w12", "WORKFLOW_CREATED");
    }

    private void signingInAndTheMachine() throws Exception {
        tried.add("muster login");
        Terminal.Outcome login = terminal.signIn("rita", List.of("login"));
        assertThat(login.code()).as(login.err()).isEqualTo(ExitCode.OK);
        assertThat(login.out()).contains("Open this address", "Signed in as rita.");
        machine("./muster status", "webapp", "healthy");
        machine("./muster logs webapp", "INFO");
        names.put("NAME", "allocator");
        machine("./muster logs NAME", "INFO");
        completion("source <(muster completion)");
    }

    private void aCampaign() throws Exception {
        String name = "documented-" + Instant.now().getEpochSecond();
        Files.writeString(
                directory.resolve("my-campaign.yaml"),
                Files.readString(EXAMPLES.resolve("first-campaign.yaml")).replace("toy-calorimeter-2026a", name));
        Files.copy(EXAMPLES.resolve("reconstruct.jobscript"), directory.resolve("reconstruct.jobscript"));
        // Long enough for its slice to be set apart while it runs.
        Files.writeString(
                directory.resolve("generate.jobscript"),
                Files.readString(EXAMPLES.resolve("generate.jobscript")).replaceFirst("\n", "\nsleep 5\n"));
        typed("rita", "muster request check my-campaign.yaml", "The request is complete", "production");
        String filed = typed("rita", "muster request file my-campaign.yaml", "Filed as campaign c");
        CampaignId campaign = new CampaignId(number(filed, "campaign c(\\d+)"));
        names.putAll(Map.of("c1", campaign.toString(), "c3", campaign.toString(), "production-2", "test-1"));

        complete("paula", campaign, "appoint-shifter", Map.of("shifter", "sam"));
        typed("sam", "muster campaign samples c1", "All samples are generated.");
        complete("sam", campaign, "edit-plan", Map.of());
        names.put("ID", task("paula", campaign, "approve-plan-production"));
        typed("paula", "muster task list", "approve-plan-production", campaign.toString());
        typed("paula", "muster task show ID", "productionDecision");
        typed("paula", "muster task complete ID --decision approve --comment \"...\"", "Completed.");
        complete("dan", campaign, "approve-plan-data-management", Map.of("dataManagementDecision", "approve"));

        WorkflowId test = Patience.await(
                "the test's workflow",
                LIMIT,
                () -> as("sam").campaign(campaign).workflows().stream()
                        .filter(row -> row.purpose() == WorkflowPurpose.TEST && row.state() == WorkflowState.RUNNING)
                        .map(WorkflowRow::workflow)
                        .findFirst());
        typed("sam", "muster campaign list", name);
        typed("sam", "muster campaign show c1", name, "approve-plan-production");
        typed("sam", "muster campaign numbers c1", "success rate");
        typed("sam", "muster campaign log c1", "");
        aMendedJobscript();
        typed("sam", "muster campaign slice list c3 --state waiting", "No slices");
        typed(
                "sam",
                "muster campaign quarantine c3 production-2 --reason \"wrong beam settings\"",
                "no longer be handed");
        await(test, WorkflowState.PAUSED);
        typed("sam", "muster campaign quarantine c3 production-2 --reason WHY", "no longer be handed");
        typed("sam", "muster campaign release c3 production-2 --reason \"inputs replaced\"", "handed out again");
        typed("ada", "muster campaign withdraw c3 --reason \"the model of step 2 was wrong\"", "is withdrawn");
        await(test, WorkflowState.DELETED);
    }

    private void aMendedJobscript() throws Exception {
        typed("sam", "muster request export c3 mine", "3 files written");
        Path jobscript = directory.resolve("mine").resolve("generate.jobscript");
        Files.writeString(jobscript, Files.readString(jobscript) + "# mended\n");
        typed("sam", "muster request plan c3 mine/request.yaml", "+# mended", "It would be revision 2");
        typed(
                "sam",
                "muster request apply c3 mine/request.yaml --reason \"the seed was the same in every job\"",
                "Revision 2 of c");
        typed("sam", "muster request revisions c3", "the seed was the same in every job");
        typed("sam", "muster request revisions c3 2", "+# mended");
    }

    private void aWorkflowOfItsOwn() throws Exception {
        Files.writeString(
                directory.resolve("my.jobscript"), Jobscripts.slow(2).replace("result_$did.txt", "result_$did.root"));
        String submitted = typed(
                "rita",
                "muster workflow submit --description \"First try\" --monte-carlo 20 --jobscript my.jobscript"
                        + " --output-pattern '*.root:my-dataset'",
                "Submitted as workflow w");
        WorkflowId workflow = new WorkflowId(number(submitted, "workflow w(\\d+)"));
        String stage = workflow + "s1";
        names.putAll(Map.of("w1", workflow.toString(), "w12", workflow.toString(), "1", "" + workflow.number()));
        names.putAll(Map.of("w1s1", stage, "w12s1", stage));
        FileRow done = Patience.await(
                "a processed file",
                LIMIT,
                () -> files(workflow).stream()
                        .filter(file -> file.state() == InputFileState.PROCESSED)
                        .findFirst());
        String job = done.job().orElseThrow().value();
        FileRow waiting = files(workflow).stream()
                .filter(file -> file.state() == InputFileState.UNALLOCATED)
                .findFirst()
                .orElseThrow();
        names.putAll(Map.of("4711", "" + waiting.fileId(), "17.0@local", job, "JOBSUB-ID", job));
        typed("rita", "muster workflow list", "First try");
        typed("rita", "muster workflow show w1", "First try", "of 20 processed");
        typed("rita", "muster workflow show w12", "First try");
        typed("rita", "muster file list w1s1", done.did().toString(), "processed");
        typed("rita", "muster job list --workflow 1", job);
        typed("rita", "muster event list --workflow 1", job);
        typed("rita", "muster event list --workflow 1 --all --json", job);
        typed("rita", "muster job show JOBSUB-ID", job, "Jobscript log");
    }

    private void whyAndWhatIf() {
        names.put("UK_North_gpu", "UK_North-CE");
        typed(
                "rita",
                "muster why-not --stage w12s1 --site UK_North",
                "at UK_North",
                "what has to hold",
                "files before");
        typed("rita", "muster why-not --workflow w12", "UK_North", "FR_West", "who can change it");
        typed("rita", "muster why-not --file 4711", "UK_North", "FR_West");
        typed("rita", "muster why-not --job 17.0@local", "the job has");
        typed("rita", "muster why-not --site UK_North", real("w1s1"));
        typed("rita", "muster why-not --stage w12s1 --site UK_North --entry UK_North_gpu", "has the entry");
        typed("rita", "muster what-if w12s1 --max-distance 50 --down UK_North", "files then", "UK_North");
        typed("rita", "muster what-if w12s1 --processors 4 --rss-mib 8000 --wall-seconds 36000", "rank then");
    }

    private void steering() {
        typed("sam", "muster stage settings w12s1", "priority");
        typed("sam", "muster stage set w12s1 --priority 70 --max-running-jobs 500", "70", "500");
        typed(
                "sam",
                "muster stage quarantine w12s1 node wn042.example --reason \"its outputs are empty\"",
                "wn042.example");
        typed("sam", "muster stage quarantine w12s1 site UK_North --reason \"in downtime\"", "in downtime");
        typed("sam", "muster stage quarantine w12s1 rse UK_NORTH_DISK --reason \"loses files\"", "loses files");
        String left = typed("sam", "muster stage release w12s1 node wn042.example", "UK_NORTH_DISK");
        assertThat(left).doesNotContain("wn042.example");
        WorkflowId workflow = new WorkflowId(Integer.parseInt(real("1")));
        typed("sam", "muster workflow pause w1 --reason \"wrong input\"", "will pause");
        assertThat(await(workflow, WorkflowState.PAUSED).message()).contains("wrong input");
        typed("sam", "muster workflow resume w1 --reason \"input replaced\"", "will go on");
        await(workflow, WorkflowState.RUNNING);
        typed("sam", "muster workflow finish w1 --reason \"enough for the plot\"", "will finish");
        await(workflow, WorkflowState.FINISHED);
    }

    /** As if the reconciler had found a file too many in the dataset of an output. */
    private void repairsAndInventory() throws IOException {
        WorkflowId workflow = new WorkflowId(Integer.parseInt(real("1")));
        OutputRow output = as("dan").outputs(workflow, Map.of()).rows().stream()
                .filter(row -> row.state() == OutputFileState.OUTPUT)
                .findFirst()
                .orElseThrow();
        Discrepancy found = new Discrepancy(
                DiscrepancyKind.UNKNOWN_IN_RUCIO,
                new Did(output.did().scope(), "foreign-" + Instant.now().getEpochSecond() + ".root"),
                new Did(output.did().scope(), "my-dataset"),
                new StageRef(workflow, 1),
                Optional.empty(),
                17,
                "nobody's file",
                Instant.now());
        PlatformClient agents = program("muster-agents", "muster.platform");
        agents.propose(new ReconciliationReport(1, 1, true, List.of(found)));
        ProposalRow proposal =
                as("dan").proposals(Map.of("kind", "repairs")).rows().get(0);
        names.put("3", "" + proposal.proposal().number());
        names.put("usertests:f1.root", found.did().toString());
        typed("dan", "muster proposals list", "repairs", "open");
        typed("dan", "muster proposals show 3", "Repair the catalogues?", "data-management");
        String lines =
                typed("dan", "muster proposals lines --proposal 3 --what unknown_in_rucio --json", "nobody's file");
        assertThat(Json.mapper().readTree(lines).at("/rows/0/about/0").asText())
                .isEqualTo(found.did().toString());
        typed("dan", "muster proposals lines --about usertests:f1.root", "unknown_in_rucio");
        typed("dan", "muster proposals lines --proposal 3 --outcome failed", "No such lines.");
        typed("dan", "muster inventory storages", "UK_NORTH_DISK");
        agents.propose(new ReconciliationReport(1, 1, true, List.of()));
    }

    /** What the page says of the slot, it says of this one. */
    private void pilots() throws Exception {
        Actor rita = muster.person("rita");
        StageOrder plain = Jobscripts.workflow("for a GPU", 12, Jobscripts.slow(0))
                .stages()
                .get(0);
        WorkflowId workflow = rita.platform()
                .submit(new WorkflowSubmission("for a GPU", "usertests", "monte-carlo 12", List.of(withGpu(plain))))
                .workflow();
        Patience.until(
                "files that wait for a GPU",
                LIMIT,
                () -> files(workflow).stream().anyMatch(file -> file.state() == InputFileState.UNALLOCATED));

        String slot = block(PILOTS, "\"jobsub_id\"")
                .replace("7.0@", Instant.now().getEpochSecond() + ".0@")
                .replace("north-ce01", "UK_North-CE");
        String command = "curl --header \"Authorization: Bearer $TOKEN\" --data @slot.json"
                + " https://allocator.example.org/api/pilots/bind";
        tried.add(command);
        String token = token("muster-pilots", "compute.create");
        Reply bound = curl(command, token, slot);
        assertThat(bound.status()).as(bound.body()).isEqualTo(200);
        JsonNode files = bound.json().path("files");
        assertThat(files.size()).isBetween(1, 10);
        files.forEach(file -> assertThat(file).as("did, pfn, rse").hasSize(3));
        assertThat(bound.json().path("jobscript").asText()).isEqualTo(plain.jobscript());
        assertThat(bound.json().has("storage_token")).isTrue();
        Reply again = curl(command, token, slot);
        assertThat(again.json().path("files")).as("a lost reply loses nothing").isEqualTo(files);
        assertThat(curl(command, token, slot.replace("draw-32", "draw-64")).status())
                .as("another secret")
                .isEqualTo(403);
        String other = slot.replaceFirst("\\d+\\.0@", "1$0").replaceAll("(?m)^ \"gpus\".*\n", "");
        assertThat(curl(command, token, other).status())
                .as("the secret of another job")
                .isEqualTo(403);
        Reply nothing = curl(command, token, other.replace("draw-32", "draw-96"));
        assertThat(nothing.status()).as(nothing.body()).isEqualTo(404);
        Matcher said = Pattern.compile("\"(nothing for this slot: for )3 stages( it does not hold that [^\"]*)\"")
                .matcher(DocumentedCommand.read(PILOTS).replaceAll("\\s+", " "));
        assertThat(said.find()).isTrue();
        assertThat(nothing.body()).startsWith(said.group(1)).contains(said.group(2));

        names.put("w12", workflow.toString());
        typed("ada", "muster workflow withdraw w12 --reason \"its process is stuck in CHECKING\"", "is withdrawn");
        await(workflow, WorkflowState.DELETED);
    }

    private void faults() throws Exception {
        String command = "curl -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json'"
                + " -d '{\"target\": \"rucio\", \"kind\": \"torn\", \"path\": \"/replicas/list\", \"times\": 3}'"
                + " http://127.0.0.1:8082/faults";
        String ada = muster.person("ada").token().value();
        tried.add(command);
        try {
            Reply broken = curl(command, ada, "");
            assertThat(broken.status()).as(broken.body()).isEqualTo(200);
            assertThat(curl(command, muster.person("sam").token().value(), "").status())
                    .as("only administrators")
                    .isEqualTo(403);
        } finally {
            curl(command.replace("torn", "none"), ada, "");
        }
    }

    /** Types a command of the documentation, and answers what it printed. */
    private String typed(String person, String command, String... answers) {
        tried.add(command);
        List<String> words = new ArrayList<>(new DocumentedCommand("", command).called());
        List<String> meant =
                words.subList(1, words.size()).stream().map(this::real).toList();
        Terminal.Outcome outcome = answered(person, meant);
        if (outcome.code() != ExitCode.OK || !Stream.of(answers).allMatch(outcome.out()::contains)) {
            wrong.add(meant + " -> " + outcome.code() + " " + outcome.out() + outcome.err());
        }
        return outcome.out();
    }

    /** Typed again, as whoever is told to does. */
    private Terminal.Outcome answered(String person, List<String> words) {
        return Patience.await(
                "an answer to " + words,
                LIMIT,
                () -> Optional.of(terminal.run(person, words))
                        .filter(outcome -> !outcome.err().contains("Try again in a few seconds")));
    }

    /** The same of a command that concerns this machine: as a program, at the data of the running platform. */
    private void machine(String command, String... answers) {
        tried.add(command);
        List<String> words = new ArrayList<>();
        new DocumentedCommand("", command).called().forEach(word -> words.add(real(word)));
        words.addAll(List.of("--data-dir", muster.data().toString()));
        RunningPlatform.Result result =
                muster.muster(words.subList(1, words.size()).toArray(String[]::new));
        assertThat(result.exitCode()).as(command + ": " + result.output()).isZero();
        assertThat(result.output()).as(command).contains(answers);
    }

    /** What an example's name stands for here. */
    private String real(String word) {
        return names.getOrDefault(word, word);
    }

    private void completion(String command) throws Exception {
        tried.add(command);
        Files.writeString(
                directory.resolve("completion"),
                terminal.run("rita", List.of("completion")).out());
        Reply shell = shell("muster() { cat completion; }; " + command + " && complete -p muster", "bash", Map.of());
        assertThat(shell.body()).contains("-F _complete_muster muster");
    }

    private Reply curl(String command, String token, String slot) throws Exception {
        Files.writeString(directory.resolve("slot.json"), slot);
        String real = command.replace(
                        "https://allocator.example.org", muster.allocatorUrl().toString())
                .replace("http://127.0.0.1:8082", muster.sandboxUrl().toString());
        return shell(
                real + " --silent --show-error --max-time 60 --write-out '\\n%{http_code}'",
                "sh",
                Map.of("TOKEN", token));
    }

    /** What a server answered, or a program. */
    private record Reply(int status, String body) {
        JsonNode json() throws IOException {
            return Json.mapper().readTree(body);
        }
    }

    private Reply shell(String line, String shell, Map<String, String> variables) throws Exception {
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(shell, "-c", line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(variables);
        Process process = builder.start();
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as(line)
                .isTrue();
        String said = Files.readString(output).strip();
        assertThat(process.exitValue()).as(line + ": " + said).isZero();
        String last = said.substring(said.lastIndexOf('\n') + 1);
        return last.matches("\\d{3}")
                ? new Reply(
                        Integer.parseInt(last),
                        said.substring(0, said.length() - last.length()).strip())
                : new Reply(0, said);
    }

    private PlatformClient as(String person) {
        return muster.person(person).platform();
    }

    private PlatformClient program(String client, String scope) {
        return new PlatformClient(new ApiClient("webapp", muster.url(), () -> token(client, scope)));
    }

    private String token(String client, String scope) {
        Credentials.Client found = muster.client(client);
        return new ClientAccount(
                        URI.create(muster.url() + "/oauth2/token"), found.id(), found.secret(), Clock.systemUTC())
                .withScope(scope)
                .get();
    }

    private List<FileRow> files(WorkflowId workflow) {
        return as("sam").files(new StageRef(workflow, 1), Map.of()).rows();
    }

    private WorkflowRow await(WorkflowId workflow, WorkflowState state) {
        return Patience.await(
                workflow + " to be " + state,
                LIMIT,
                () -> Optional.of(as("sam").workflow(workflow).workflow()).filter(row -> row.state() == state));
    }

    private void complete(String person, CampaignId campaign, String gate, Map<String, String> values) {
        as(person).complete(task(person, campaign, gate), values);
    }

    private String task(String person, CampaignId campaign, String gate) {
        return Patience.await(
                gate + " for " + person,
                LIMIT,
                () -> as(person).tasks(Map.of("subject", campaign.toString(), "gate", gate)).rows().stream()
                        .map(TaskRow::task)
                        .findFirst());
    }

    private static int number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    /** The JSON of a page that holds this text. */
    private static String block(Path page, String text) {
        Matcher blocks = Pattern.compile("(?ms)^```json\\n(.*?)^```").matcher(DocumentedCommand.read(page));
        return blocks.results()
                .map(block -> block.group(1))
                .filter(block -> block.contains(text))
                .findFirst()
                .orElseThrow();
    }

    private static StageOrder withGpu(StageOrder stage) {
        return new StageOrder(
                stage.stage(),
                stage.jobscript(),
                stage.jobscriptImage(),
                stage.processors(),
                stage.rssBytes(),
                stage.wallSeconds(),
                new Distance(100),
                stage.priority(),
                10,
                stage.maxAttempts(),
                stage.maxRunningJobs(),
                stage.sites(),
                stage.inputRses(),
                stage.outputRses(),
                List.<OutputPattern>copyOf(stage.outputs()),
                stage.environment(),
                Optional.of(new GpuNeed(1, 8_000_000_000L, "7.5")),
                Optional.empty());
    }
}

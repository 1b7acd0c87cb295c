package org.muster.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.domain.failure.Problem;
import org.muster.domain.job.JobState;
import org.muster.protocol.control.FileIntake;
import org.muster.protocol.control.FoundFile;
import org.muster.protocol.control.LocatedFile;
import org.muster.protocol.control.Refinding;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowOrder;
import org.muster.protocol.platform.NewWorkflow;

class UnreadableTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"stage\": \"w1s1\", \"files\": [{\"did\": \"a:b\", \"size_bytes\": \"many\"}]} | files[0].size_bytes | a number",
                "{\"stage\": \"w1s1\", \"files\": [{\"did\": \"no colon\", \"size_bytes\": 1}]} | files[0].did | a DID looks like",
                "{\"stage\": \"w1s1\", \"files\": {\"a\": 1}} | files | a list",
                "{\"stage\": [1], \"files\": []} | stage | a stage looks like w123s2",
                "{\"stage\": \"w1s1\", \"files\": [7]} | files[0] | an object",
            })
    void theFieldIsNamedAndWhatItShouldBe(String body, String field, String what) {
        Problem problem = read(body, new TypeReference<FileIntake>() {});
        assertThat(problem.field()).isEqualTo(field);
        assertThat(problem.message()).contains(what).doesNotContain("org.muster", "java", "`", "Exception");
    }

    @Test
    void wordsToChooseFromAreListedAlsoWhereTheyAreNames() {
        assertThat(read("{\"purpose\": \"fun\", \"order\": 1}", new TypeReference<NewWorkflow>() {}))
                .satisfies(problem -> assertThat(problem.field()).isEqualTo("purpose"))
                .satisfies(problem -> assertThat(problem.message()).contains("test"));
        Problem key = read("{\"dancing\": 1}", new TypeReference<Map<JobState, Long>>() {});
        assertThat(key.message()).contains("started").doesNotContain("org.muster", "java");
        assertThat(read("{\"stage\": \"w1s1\", \"jobs\": {\"dancing\": 1}}", new TypeReference<StageProgress>() {})
                        .message())
                .doesNotContain("org.muster", "java");
    }

    @Test
    void whatAValueSaysOfItselfIsPassedOnAndWhatOnlyAProgrammerReadsIsNot() {
        assertThat(read("{\"workflow\": -1}", new TypeReference<WorkflowOrder>() {})
                        .message())
                .doesNotContain("org.muster", "java", "Exception");
        assertThat(read("[{\"file_id\": 1}]", new TypeReference<List<LocatedFile>>() {})
                        .message())
                .doesNotContain("org.muster", "java", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999", "-99999999999", "1e30", "99999999999999999999999"})
    void aNumberThatTheTypeHasNoRoomForIsNamed(String number) {
        assertThat(all(
                        "{\"scope\": \"toy\", \"stages\": [{\"stage\": 1, \"processors\": " + number + "}]}",
                        new TypeReference<WorkflowOrder>() {}))
                .contains("stages[0].processors: it is not a number of this size", "workflow: 'workflow' is missing");
    }

    @Test
    void everythingThatDoesNotFitIsToldAtOnceWithItsPlace() {
        assertThat(all("""
                        {"workflow": 7, "campaign": "c", "scope": "no scope", "stages": [
                          {"stage": 1, "processors": "many", "sites": ["UK North", "UK_North"], "gpu": {"count": 1},
                           "outputs": [{"pattern_id": 1, "destination": "moon"}]},
                          {"stage": 2, "jobscript": null, "gpu": null, "environment": {"A": null, "B": [1]}}]}
                        """, new TypeReference<WorkflowOrder>() {}))
                .contains(
                        "owner: 'owner' is missing",
                        "quota_name: 'quota_name' is missing",
                        "stages[0].jobscript: 'jobscript' is missing",
                        "stages[0].processors: it is not a number of this size",
                        "stages[0].gpu.compute_capability: 'compute_capability' is missing",
                        "stages[0].outputs[0].file_pattern: 'file_pattern' is missing",
                        "stages[0].outputs[0].destination: it is not one of [dataset, next_stage, url]",
                        "stages[1].jobscript: 'jobscript' is missing",
                        "stages[1].environment.B: it is not a text")
                .anyMatch(problem -> problem.startsWith("stages[0].sites[0]: "))
                .noneMatch(problem -> problem.startsWith("stages[0].sites[1]"))
                .noneMatch(problem -> problem.contains("refinding") || problem.startsWith("stages[1].gpu"))
                .doesNotHaveDuplicates();
    }

    @Test
    void wholeIsTriedOnlyWhereItsPartsFit() {
        assertThat(all(
                        "[{\"interval_seconds\": 1, \"until\": \"2026-11-29T12:00:00Z\"}, {\"interval_seconds\": 1}]",
                        new TypeReference<List<Refinding>>() {}))
                .containsExactly("[0]: inputs are found again at most every 60 s", "[1].until: 'until' is missing");
    }

    @Test
    void numberOfProblemsHasALimitAndALargeBodyIsNotSearched() {
        String small = "[" + "{},".repeat(10_000) + "{}]";
        assertThat(all(small, new TypeReference<List<FoundFile>>() {})).hasSize(Misfits.MAX);
        String large = small + " ".repeat(Unreadable.MAX_SEARCHED);
        assertThat(all(large, new TypeReference<List<FoundFile>>() {})).hasSize(1);
    }

    private static <T> List<String> all(String body, TypeReference<T> type) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        JsonMappingException met = catchThrowableOfType(
                JsonMappingException.class, () -> Json.mapper().readValue(bytes, type));
        assertThat(met).as(body).isNotNull();
        return Unreadable.problems(Json.mapper(), bytes, type.getType(), met, "").stream()
                .map(Problem::toString)
                .toList();
    }

    private static <T> Problem read(String body, TypeReference<T> type) {
        JsonMappingException unreadable = catchThrowableOfType(
                JsonMappingException.class, () -> Json.mapper().readValue(body, type));
        assertThat(unreadable).as(body).isNotNull();
        return Unreadable.problem(unreadable, "");
    }
}

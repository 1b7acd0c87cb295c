package org.muster.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.domain.failure.Problem;
import org.muster.domain.job.JobState;
import org.muster.protocol.control.FileIntake;
import org.muster.protocol.control.LocatedFile;
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

    private static <T> Problem read(String body, TypeReference<T> type) {
        JsonMappingException unreadable = catchThrowableOfType(
                JsonMappingException.class, () -> Json.mapper().readValue(body, type));
        assertThat(unreadable).as(body).isNotNull();
        return Unreadable.problem(unreadable, "");
    }
}

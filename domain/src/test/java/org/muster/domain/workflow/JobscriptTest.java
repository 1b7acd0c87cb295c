package org.muster.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.domain.failure.Problem;

class JobscriptTest {
    @Test
    void aShellScriptIsOne() {
        assertThat(Jobscript.problems("#!/bin/bash\n\techo Größe\n", "jobscript", ""))
                .isEmpty();
    }

    @Test
    void everyProblemIsSaid() {
        List<Problem> problems = Jobscript.problems("\uFEFF#!/bin/bash\r\necho\0", "jobscript", "a.sh");
        assertThat(problems)
                .extracting(Problem::message)
                .containsExactly(
                        "a.sh begins with a byte order mark",
                        "a.sh has Windows line ends",
                        "a.sh has a character that no text may have, U+0000");
        assertThat(Jobscript.problems("echo", "jobscript", "")).hasSize(1);
        assertThat(Jobscript.problems("#!" + "ö".repeat(100_000), "jobscript", ""))
                .extracting(Problem::message)
                .containsExactly("is too long: 200002 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "fnal-wn-sl7, true",
        "fnal-wn-sl7:latest, true",
        "/cvmfs/a.org/b/c:1, true",
        "docker://docker.io/a/b@sha256:0, true",
        "/, false",
        "/cvmfs/../etc, false",
        "a b, false",
        "'a\"b', false",
        "a$b, false",
        "//a, false",
        "/a//b, false",
        "a/, false",
        "-a, false",
        "., false"
    })
    void anImageIsANameThatIsOne(String name, boolean sound) {
        assertThat(ContainerImage.objection(name).isEmpty()).isEqualTo(sound);
    }
}

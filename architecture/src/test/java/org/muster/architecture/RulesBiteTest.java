package org.muster.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule is shown code that breaks it: a rule that matches nothing would be no rule. */
class RulesBiteTest {
    private static final JavaClasses OFFENDERS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("org.muster");

    static Stream<ArchRule> rules() {
        return Stream.concat(
                Rules.everywhere(),
                Stream.concat(
                        Rules.ROOMS.keySet().stream().map(Rules::room),
                        Stream.of(Rules.arrowsOf("protocol"), Rules.noCyclesIn("allocator"))));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void failsOnItsFixture(ArchRule rule) {
        assertThat(rule.evaluate(OFFENDERS).hasViolation())
                .as(rule.getDescription())
                .isTrue();
    }

    @Test
    void aMethodReferenceAsksTheHostAsMuchAsACall() {
        assertThat(Rules.NOBODY_ASKS_THE_HOST_FOR_ITS_LANGUAGE
                        .evaluate(OFFENDERS)
                        .getFailureReport()
                        .getDetails())
                .anyMatch(line -> line.contains("AsksTheHost.number"))
                .anyMatch(line -> line.contains("AsksTheHost.lower"));
    }
}

package org.muster.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {
    /** Fewer would mean that the importer looked in the wrong place and every rule holds for nothing. */
    private static final int CLASSES_AT_LEAST = 400;

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/testkit/"))
            .importPackages("org.muster");

    static Stream<ArchRule> rules() {
        return Rules.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.check(CODE);
    }

    @Test
    void theWholeCodeBaseWasLookedAt() {
        assertThat(CODE).hasSizeGreaterThan(CLASSES_AT_LEAST);
        Set<String> modules = new TreeSet<>();
        for (JavaClass type : CODE) {
            modules.add(type.getPackageName().split("\\.", 4)[2]);
        }
        assertThat(modules).containsAll(Rules.ARROWS.keySet());
    }

    @Test
    void everyPackageSaysThatNullsDoNotCross() {
        Set<String> unmarked = new TreeSet<>();
        for (JavaClass type : CODE) {
            JavaPackage home = type.getPackage();
            boolean generated = type.getSource()
                    .map(source -> source.getUri().toString().contains("antlr"))
                    .orElse(false);
            if (!generated && !home.isAnnotatedWith(NullMarked.class)) {
                unmarked.add(home.getName());
            }
        }
        assertThat(unmarked)
                .as("packages without @NullMarked in package-info.java")
                .isEmpty();
    }
}

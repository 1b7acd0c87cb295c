package org.muster.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.protocol.platform.Reason;

/** What is not there is absent: no epoch, no end of time, no empty text and no zero stands for it (docs/adr/0029). */
class AbsenceTest {
    private static final Path PROJECT = Path.of("..");

    /** The sandbox speaks like the systems that it stands in for. */
    private static final Set<String> MODULES = Set.of(
            "agents",
            "allocator",
            "catalogue",
            "cli",
            "connectors",
            "domain",
            "launcher",
            "protocol",
            "processes",
            "webapp",
            "workers");

    /** Fewer would mean that the files were looked for in the wrong place. */
    private static final int FILES_AT_LEAST = 800;

    private static final Pattern SENTINEL = Pattern.compile(
            "Instant\\.EPOCH|'-?infinity'|(?:integer|bigint|text)(?: not null)? default (''|0\\b)|coalesce\\((?!sum\\().*, *(''|0)\\)");

    /** Files in which one stands, each with the reason. */
    private static final Map<String, String> EXPLAINED = Map.of(
            "Columns.java", "counts microseconds from the epoch on",
            "Counting.java", "the code is part of a sum's key",
            "LedgerReader.java", "columns of files in memory keep their own (docs/adr/0012)");

    /** Scripts up to these are frozen as they are. */
    private static final Map<String, Integer> FORMER = Map.of("allocator", 8, "webapp", 9);

    /** What a record says of a component of its own. */
    private static final Pattern TOLD = Pattern.compile(
            "@param (\\w+) ((?:(?!@param|\\*/)[\\s\\S])*?\\b(?:empty|0|zero|-1)[\\s*]+(?:if|for|when|where|until|before|unless|while)\\b)");

    private static final Pattern RECORD =
            Pattern.compile("/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/[^;{}]*?record (\\w+)[^(]*\\(([^{]*)\\)");

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.muster");

    /** Components that have a value for none all the same, each with the reason. */
    private static final Map<String, String> SAYING_SO = Map.ofEntries(
            Map.entry("AbortJob.log", "as pilots say it, by justIN's protocol"),
            Map.entry("AbortJob.why", "as pilots say it, by justIN's protocol"),
            Map.entry("Cell.href", "a page draws nothing"),
            Map.entry("Cell.raw", "a page draws nothing"),
            Map.entry("ChildReport.lastEnd", "a line of the launcher's status"),
            Map.entry("ChildReport.pid", "a line of the launcher's status"),
            Map.entry("EventsCursor.ours", "a place before the first"),
            Map.entry("HtmlForm.action", "HTML's word for the same page"),
            Map.entry("IntakeSettings.publicUrl", "what is configured is text"),
            Map.entry("OutputsTurn.after", "a place before the first"),
            Map.entry("Problem.field", "the path of the whole document"),
            Map.entry("Settings.port", "the system's word for any port that is free"),
            Map.entry("SiteList.siteFile", "what is configured is text"));

    /** Whose records are rows, and what goes over the wire. */
    private static final Pattern ROWS =
            Pattern.compile("org\\.muster\\.(domain|protocol|webapp|allocator\\.(ledger\\.rows|journal))(\\..*)?");

    /** Texts of theirs that are asked all the same, each with the reason. */
    private static final Map<String, String> ASKED = Map.of(
            "Discrepancy.detail", "words of what was found, of which there need not be any",
            "NewJob.jobSecret", "an empty one is refused",
            "Person.name", "stands on a line with a text that was sent",
            "RequestSubmission.request", "an empty one is refused");

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> all = Files.walk(PROJECT.resolve(module).resolve("src/main"))) {
                all.filter(file -> file.toString().matches(".*\\.(java|sql)"))
                        .filter(file -> !former(module, file.getFileName().toString()))
                        .forEach(files::add);
            }
        }
        assertThat(files).hasSizeGreaterThan(FILES_AT_LEAST);
        return files;
    }

    private static boolean former(String module, String script) {
        Matcher number = Pattern.compile("V(\\d+)__.*\\.sql").matcher(script);
        return number.matches() && Integer.parseInt(number.group(1)) <= FORMER.getOrDefault(module, 0);
    }

    private static boolean sentinel(String line) {
        return SENTINEL.matcher(line).find();
    }

    /** Components whose record says by which value they are absent, and whose type cannot be. */
    private static List<String> told(String source) {
        List<String> found = new ArrayList<>();
        Matcher record = RECORD.matcher(source);
        while (record.find()) {
            Matcher param = TOLD.matcher(record.group(1));
            while (param.find()) {
                String name = param.group(1);
                if (record.group(3).matches("(?s).*\\b(String|int|long|double|Instant|Duration) " + name + "\\b.*")) {
                    found.add(record.group(2) + "." + name);
                }
            }
        }
        return found;
    }

    /** Texts of records that a reader asks on the same line whether there is one. */
    private static Set<String> asked(Stream<JavaClass> code) {
        Set<String> asked = new TreeSet<>();
        code.forEach(type -> {
            Set<String> places = new TreeSet<>();
            type.getMethodCallsFromSelf().stream()
                    .filter(call -> call.getTargetOwner().isEquivalentTo(String.class)
                            && Set.of("isEmpty", "isBlank").contains(call.getName()))
                    .forEach(call -> places.add(place(call)));
            type.getMethodCallsFromSelf().stream()
                    .filter(call -> places.contains(place(call)) && component(call))
                    .forEach(call -> asked.add(call.getTargetOwner().getSimpleName() + "." + call.getName()));
        });
        return asked;
    }

    private static String place(JavaMethodCall call) {
        return call.getOrigin().getFullName() + ":" + call.getLineNumber();
    }

    private static boolean component(JavaMethodCall call) {
        return call.getTargetOwner().isRecord()
                && ROWS.matcher(call.getTargetOwner().getPackageName()).matches()
                && call.getTarget().getRawParameterTypes().isEmpty()
                && call.getTarget().getRawReturnType().isEquivalentTo(String.class)
                && call.getTargetOwner().tryGetField(call.getName()).isPresent();
    }

    @Test
    void noTimeAndNoValueOfSqlStandsForNone() throws IOException {
        List<String> standing = new ArrayList<>();
        for (Path file : files()) {
            if (!EXPLAINED.containsKey(file.getFileName().toString())) {
                Files.readString(file)
                        .lines()
                        .filter(AbsenceTest::sentinel)
                        .forEach(line -> standing.add(PROJECT.relativize(file) + ": " + line.strip()));
            }
        }
        assertThat(standing).isEmpty();
    }

    @Test
    void noComponentIsAbsentBySayingSo() throws IOException {
        Set<String> standing = new TreeSet<>();
        for (Path file : files()) {
            standing.addAll(told(Files.readString(file)));
        }
        assertThat(standing).isEqualTo(SAYING_SO.keySet());
    }

    @Test
    void nobodyAsksATextWhetherThereIsOne() {
        assertThat(asked(CODE.stream()
                        .filter(type -> MODULES.contains(type.getPackageName().split("\\.", -1)[2]))))
                .isEqualTo(ASKED.keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "private Instant seen = Instant.EPOCH;",
                "where accessible_until < 'infinity'",
                "note text not null default '',",
                "counters integer not null default 0,",
                "select coalesce(c.name, '') as campaign",
                "coalesce((select max(code) from x), 0)",
            })
    void aValueForNoneWouldBeFound(String line) {
        assertThat(sentinel(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"coalesce(sum(files), 0)", "coalesce(expires_at, created_at)", "text not null default 'waiting'"
            })
    void whatIsThereIsNoValueForNone(String line) {
        assertThat(sentinel(line)).isFalse();
    }

    @Test
    void aComponentThatSaysSoWouldBeFound() {
        assertThat(told("""
                /**
                 * @param note what people wrote; empty
                 *     if nobody did
                 * @param life 0 for no end
                 * @param sites where it may run; empty for everywhere
                 * @param found when; empty before
                 */
                record Planted(String note, long life, List<String> sites, Optional<Instant> found) {}
                """)).containsExactly("Planted.note", "Planted.life");
    }

    @Test
    void aTextThatIsAskedWouldBeFound() {
        assertThat(asked(new ClassFileImporter().importClasses(AsksAText.class).stream()))
                .containsExactly("Reason.reason");
    }

    @SuppressWarnings("unused")
    private static final class AsksAText {
        static String shown(Reason why) {
            return why.reason().isEmpty() ? "nobody said why" : why.reason();
        }
    }
}

package org.muster.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every rule says why. {@link RulesTest} holds the code to them; {@link RulesBiteTest} shows that each one can fail. */
final class Rules {
    /** Which modules a module may use, as docs/internals/architecture.md draws it. */
    static final Map<String, List<String>> ARROWS = new TreeMap<>(Map.ofEntries(
            Map.entry("domain", List.of()),
            Map.entry("protocol", List.of("domain")),
            Map.entry("processes", List.of("domain")),
            Map.entry("connectors", List.of("protocol", "domain")),
            Map.entry("catalogue", List.of("connectors", "protocol", "domain")),
            Map.entry("allocator", List.of("protocol", "domain")),
            Map.entry("sandbox", List.of("protocol", "domain")),
            Map.entry("wrapper", List.of()),
            Map.entry("webapp", List.of("processes", "catalogue", "connectors", "protocol", "domain")),
            Map.entry("workers", List.of("processes", "catalogue", "connectors", "protocol", "domain")),
            Map.entry("agents", List.of("catalogue", "connectors", "wrapper", "protocol", "domain")),
            Map.entry("cli", List.of("protocol", "domain")),
            Map.entry("launcher", List.of("cli", "protocol", "domain"))));

    private static final String LEDGER = "org.muster.allocator.ledger";

    /** The rooms of the ledger, and which a room may use; "ledger" is what its callers hold. */
    static final Map<String, List<String>> ROOMS = new TreeMap<>(Map.of(
            "rows", List.of(),
            "books", List.of("rows"),
            "ledger", List.of("books", "rows"),
            "rules", List.of("ledger", "books", "rows"),
            "questions", List.of("rules", "ledger", "books", "rows"),
            "commands", List.of("rules", "ledger", "books", "rows")));

    /** What the rest of the allocator sees of the books: how they are loaded, set, watched and taken. */
    private static final Set<String> DOORS = Set.of("Loading", "LedgerSettings", "Witness", "Taken");

    static final ArchRule DOMAIN_STANDS_ALONE = classes()
            .that()
            .resideInAPackage("org.muster.domain..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("org.muster.domain..", "java..", "org.jspecify.."))
            .because("the vocabulary must be usable by every module, whatever frameworks that module has");

    static final ArchRule CAMUNDA_IN_TWO_PLACES = noClasses()
            .that()
            .resideOutsideOfPackages("org.muster.webapp.orchestration..", "org.muster.workers.runtime..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..")
            .because("moving to Operaton must stay a change of dependencies (docs/adr/0002)");

    static final ArchRule LEDGER_IS_PURE = noClasses()
            .that()
            .resideInAnyPackage("org.muster.allocator.ledger..", "org.muster.allocator.matching..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "java.net..",
                    "java.nio.file..",
                    "java.util.concurrent.locks..",
                    "io.vertx..",
                    "org.slf4j..",
                    "com.zaxxer..",
                    "org.springframework.."))
            .because("the simulation replays it without a database, a network, threads or a clock");

    static final ArchRule ADAPTERS_KNOW_NO_PROGRAM_OF_OURS = noClasses()
            .that()
            .resideInAPackage("org.muster.connectors..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.muster.protocol.control..", "org.muster.protocol.platform..")
            .because(
                    "what is done with the catalogues for a campaign is the catalogue module's; an adapter speaks one system");

    static final ArchRule NOBODY_LOOKS_INTO_THE_BOOKS = noClasses()
            .that()
            .resideOutsideOfPackage(LEDGER + "..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(LEDGER + ".books..", LEDGER + ".rules..")
                    .and(DescribedPredicate.describe(
                            "are none of " + DOORS, type -> !DOORS.contains(type.getSimpleName()))))
            .because("surfaces and journal know what the ledger is told, asked and writes, not how it remembers");

    static final ArchRule BOOKS_CHANGE_BY_VERBS = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage(LEDGER + ".books..")
            .and()
            .areNotStatic()
            .should()
            .bePublic()
            .orShould()
            .beProtected()
            .because("no other way leads from state to state than the tables of transitions (docs/adr/0028)");

    /** Except in the sandbox: it imitates servers whose time nobody sets. */
    static final ArchRule NOBODY_READS_THE_WALL_CLOCK = noClasses()
            .that()
            .resideOutsideOfPackage("org.muster.sandbox..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Math.class, "random")
            .because("time comes from a " + Clock.class.getSimpleName()
                    + " and chance from a seed, so that tests can set both");

    static final ArchRule NAMES_SAY_WHAT_A_TYPE_IS = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("DTO")
            .orShould()
            .haveSimpleNameEndingWith("Dto")
            .orShould()
            .haveSimpleNameEndingWith("Service")
            .because("such a name means that the right one was not found");

    static final ArchRule PACKAGES_ARE_CAPABILITIES = noClasses()
            .should()
            .resideInAnyPackage(
                    "..service..", "..impl..", "..dto..", "..util..", "..utils..", "..helper..", "..common..")
            .because("a package is a capability in the users' words");

    /** Arabic digits in SQL, a Turkish dotless i in an enum's name, a letter lost under LC_ALL=C: machines read none of them. */
    static final ArchRule NOBODY_ASKS_THE_HOST_FOR_ITS_LANGUAGE = noClasses()
            .should()
            .accessTargetWhere(HostLanguage.ASKED)
            .because("what a machine reads is written with Locale.ROOT and UTF-8, whatever the host is set to");

    static final ArchRule LOGGERS_HAVE_ONE_NAME = fields().that()
            .haveRawType("org.slf4j.Logger")
            .should()
            .haveName("LOG")
            .because("whoever reads one module's code reads the next one's without looking up");

    private Rules() {}

    static ArchRule arrowsOf(String module) {
        List<String> allowed = ARROWS.getOrDefault(module, List.of());
        String[] forbidden = ARROWS.keySet().stream()
                .filter(other -> !other.equals(module) && !allowed.contains(other))
                .map(other -> "org.muster." + other + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("org.muster." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .allowEmptyShould(true)
                .because("data flows one way: " + module + " may use only " + allowed);
    }

    static ArchRule room(String room) {
        List<String> allowed = ROOMS.getOrDefault(room, List.of());
        String[] forbidden = ROOMS.keySet().stream()
                .filter(other -> !other.equals(room) && !allowed.contains(other))
                .map(Rules::packagesOf)
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(packagesOf(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .because("data flows one way: the room " + room + " of the ledger may use only " + allowed);
    }

    private static String packagesOf(String room) {
        return room.equals("ledger") ? LEDGER : LEDGER + "." + room + "..";
    }

    static ArchRule noCyclesIn(String module) {
        return slices().matching("org.muster." + module + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .because("a reader must be able to start somewhere");
    }

    static Stream<ArchRule> everywhere() {
        return Stream.of(
                DOMAIN_STANDS_ALONE,
                CAMUNDA_IN_TWO_PLACES,
                LEDGER_IS_PURE,
                ADAPTERS_KNOW_NO_PROGRAM_OF_OURS,
                NOBODY_READS_THE_WALL_CLOCK,
                NAMES_SAY_WHAT_A_TYPE_IS,
                PACKAGES_ARE_CAPABILITIES,
                NOBODY_ASKS_THE_HOST_FOR_ITS_LANGUAGE,
                LOGGERS_HAVE_ONE_NAME);
    }

    static Stream<ArchRule> all() {
        return Stream.of(
                        everywhere(),
                        ROOMS.keySet().stream().map(Rules::room),
                        ARROWS.keySet().stream().flatMap(module -> Stream.of(arrowsOf(module), noCyclesIn(module))))
                .flatMap(rules -> rules);
    }
}

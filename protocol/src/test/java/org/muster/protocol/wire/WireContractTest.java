package org.muster.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.http.Json;
import org.muster.protocol.http.Unreadable;

/**
 * What each record is on the wire: its fields, what it is without each of them, the names of its constants. Programs of other
 * versions, and other people's, read and write it. A change that is meant is written with
 * {@code ./mvnw -pl protocol test -Dtest=WireContractTest -Dmuster.wire.write=true}, and read before it is committed.
 */
class WireContractTest {
    private static final Path FILES = Path.of("src", "test", "resources", "wire");
    private static final boolean WRITE = Boolean.getBoolean("muster.wire.write");
    private static final ObjectMapper JSON =
            Json.mapper().copy().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private static final Pattern TYPES = Pattern.compile("org/muster/protocol/(control|platform)/[^/]+\\.class");

    /** Fewer would mean that they were looked for in the wrong place. */
    private static final int TYPES_AT_LEAST = 75;

    static Stream<Class<?>> records() throws IOException, URISyntaxException {
        return types().filter(Class::isRecord);
    }

    static Stream<Class<?>> enums() throws IOException, URISyntaxException {
        return types().filter(Class::isEnum);
    }

    @ParameterizedTest
    @MethodSource("records")
    void recordIsWhatItsFileSays(Class<?> type) throws IOException {
        JsonNode full = JSON.valueToTree(Examples.of(type));
        ObjectNode contract = JSON.createObjectNode();
        contract.set("whole", full);
        ArrayNode refused = contract.putArray("refused_without");
        ArrayNode nothing = contract.putArray("nothing_without");
        ObjectNode otherwise = contract.putObject("otherwise_without");
        for (String field : names(full)) {
            Optional<JsonNode> without = without(type, full, field);
            if (without.isEmpty()) {
                refused.add(field);
            } else if (without.get().isNull()) {
                nothing.add(field);
            } else {
                otherwise.set(field, without.get());
            }
        }
        assertSameAsFile(type, contract);
    }

    @ParameterizedTest
    @MethodSource("records")
    void recordReadsBackWhatItWrote(Class<?> type) throws JsonProcessingException {
        Object example = Examples.of(type);
        assertThat(JSON.readValue(JSON.writeValueAsString(example), type)).isEqualTo(example);
    }

    /** A newer program may say more. */
    @ParameterizedTest
    @MethodSource("records")
    void fieldThatNobodyKnowsIsPassedOver(Class<?> type) throws JsonProcessingException {
        Object example = Examples.of(type);
        ObjectNode more = JSON.valueToTree(example);
        more.putObject("of_another_version").put("a", 1);
        assertThat(JSON.treeToValue(more, type)).isEqualTo(example);
    }

    @ParameterizedTest
    @MethodSource("enums")
    void constantsHaveTheNamesOfTheirFile(Class<?> type) throws IOException {
        ArrayNode names = JSON.createArrayNode();
        for (Object constant : type.getEnumConstants()) {
            JsonNode name = JSON.valueToTree(constant);
            assertThat(JSON.treeToValue(name, type)).isEqualTo(constant);
            names.add(name);
        }
        assertSameAsFile(type, names);
    }

    @Test
    void everyFileIsOfATypeThatIsStillThere() throws IOException, URISyntaxException {
        Set<String> expected = types().map(WireContractTest::file).collect(Collectors.toCollection(TreeSet::new));
        assertThat(expected).hasSizeGreaterThanOrEqualTo(TYPES_AT_LEAST);
        try (Stream<Path> files = Files.list(FILES)) {
            assertThat(files.map(file -> file.getFileName().toString())).hasSameElementsAs(expected);
        }
    }

    /** What the field is when it is left out; empty if that is refused, with the field's name. */
    private static Optional<JsonNode> without(Class<?> type, JsonNode full, String field) {
        ObjectNode less = full.deepCopy();
        less.remove(field);
        try {
            JsonNode written = JSON.valueToTree(JSON.treeToValue(less, type));
            return Optional.of(written.path(field));
        } catch (JsonMappingException e) {
            assertThat(Unreadable.problem(e, "")).asString().contains(field);
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }

    private static void assertSameAsFile(Class<?> type, JsonNode contract) throws IOException {
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(contract) + "\n";
        Path file = FILES.resolve(file(type));
        if (WRITE) {
            Files.createDirectories(FILES);
            Files.writeString(file, text);
        }
        assertThat(text)
                .as("%s is not what other programs know it as", type.getSimpleName())
                .isEqualTo(Files.readString(file));
    }

    private static String file(Class<?> type) {
        String name = type.getName();
        return name.substring("org.muster.protocol.".length()).replace('$', '.') + ".json";
    }

    private static List<String> names(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }

    /** Public records and enums of the packages that go over the wire. */
    private static Stream<Class<?>> types() throws IOException, URISyntaxException {
        Path classes = Path.of(AllocatorClient.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            return Stream.concat(
                    files.filter(file -> TYPES.matcher(classes.relativize(file).toString())
                                    .matches())
                            .map(file -> load(classes, file)),
                    Stream.of(ApiProblem.class))
                    .filter(type -> type.isRecord() || type.isEnum())
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .sorted(Comparator.comparing(Class::getName))
                    .toList()
                    .stream();
        }
    }

    private static Class<?> load(Path classes, Path file) {
        String name = classes.relativize(file).toString().replace('/', '.');
        try {
            return Class.forName(name.substring(0, name.length() - ".class".length()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name, e);
        }
    }
}

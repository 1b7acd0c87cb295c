package org.muster.webapp.requests;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.muster.domain.campaign.RequestLimits;
import org.muster.domain.failure.Problem;
import org.muster.domain.limit.Range;
import org.muster.domain.text.Absent;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of the YAML text. Reading a key that is missing or wrong notes a problem and answers a harmless value, so that the
 * reading goes on to the next mistake; nothing is made of the values once there is a problem.
 */
final class Section {
    /** Not what YAML 1.1 makes of 010, 0x10, 1_000 or 1:30: whoever writes these may mean another number. */
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,18})");

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})?([eE][+-]?[0-9]{1,2})?");

    private static final long EXAMPLE = 10;
    private static final String TRUE = "true";
    private static final Set<String> TRUE_AND_FALSE = Set.of(TRUE, "false");

    private final String path;
    private final Optional<Integer> line;
    private final Remarks remarks;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Optional<Integer>> lines = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    Section(String path, Node node, Remarks remarks) {
        this.path = path;
        this.line = line(node);
        this.remarks = remarks;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::take);
        } else {
            remarks.problem(new Problem(path, line, "is not a list of keys and values", "write \"key: value\" lines"));
        }
    }

    private void take(NodeTuple entry) {
        String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
        if (values.putIfAbsent(key, entry.getValueNode()) != null) {
            remarks.problem(new Problem(at(key), line(entry.getKeyNode()), "is there twice", "keep one of them"));
        }
        lines.putIfAbsent(key, line(entry.getKeyNode()));
    }

    boolean has(String key) {
        known.add(key);
        return values.containsKey(key);
    }

    String text(String key) {
        return value(key).map(node -> text(key, node)).orElse("");
    }

    Optional<String> maybeText(String key) {
        return has(key) ? Absent.ifEmpty(text(key)) : Optional.empty();
    }

    String text(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    private String text(String key, Node node) {
        if (!(node instanceof ScalarNode scalar)
                || scalar.getTag().equals(Tag.NULL)
                || scalar.getValue().isBlank()) {
            problem(key, "is empty", "write a text");
            return "";
        }
        RequestLimits.TEXT
                .objection(scalar.getValue())
                .ifPresent(what -> problem(key, what, "write " + RequestLimits.TEXT));
        return scalar.getValue().strip();
    }

    long number(String key, Range range) {
        Optional<Node> node = value(key);
        if (node.isEmpty()) {
            return range.least();
        }
        String text = plain(node.get());
        if (WHOLE.matcher(text).matches()) {
            try {
                long number = Long.parseLong(text);
                if (range.holds(number)) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Too long for any limit: the range below says so.
            }
        }
        problem(
                key,
                "is not a whole number from " + range,
                WHOLE.matcher(text).matches()
                        ? "write a number in this range"
                        : "write a number in this range, in digits alone, such as " + example(range));
        return range.least();
    }

    /** What stands there without quotes; nothing if it has quotes, or is no scalar. */
    private static String plain(Node node) {
        return node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.PLAIN
                ? scalar.getValue()
                : "";
    }

    private static long example(Range range) {
        return Math.min(range.most(), Math.max(range.least(), EXAMPLE));
    }

    /** With a decimal unit, or none. */
    long bytes(String key, Range range) {
        Optional<Long> bytes =
                value(key).map(Section::plain).flatMap(ByteSize::parse).filter(range::holds);
        if (bytes.isEmpty() && has(key)) {
            problem(key, "is not a number of bytes from " + range, "write one such as 500 GB");
        }
        return bytes.orElse(range.least());
    }

    int small(String key, Range range) {
        return Math.toIntExact(number(key, range));
    }

    int small(String key, Range range, int otherwise) {
        return has(key) ? small(key, range) : otherwise;
    }

    double positive(String key, long most) {
        Optional<Node> node = value(key);
        if (node.isEmpty()) {
            return 1;
        }
        String text = plain(node.get());
        if (DECIMAL.matcher(text).matches()) {
            double number = Double.parseDouble(text);
            if (number > 0 && number <= most) {
                return number;
            }
        }
        problem(key, "is not a number above 0 and up to " + most, "write a number such as 12.5");
        return 1;
    }

    /** Whether the key is there and true. */
    boolean says(String key) {
        if (!has(key)) {
            return false;
        }
        Node node = values.get(key);
        if (node != null && TRUE_AND_FALSE.contains(plain(node))) {
            return plain(node).equals(TRUE);
        }
        problem(key, "is neither true nor false", "write true, or leave it out");
        return false;
    }

    Section section(String key) {
        Optional<Node> node = value(key);
        return node.map(it -> new Section(at(key), it, remarks)).orElseGet(() -> nothing(key));
    }

    List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        for (Node element : elements(key)) {
            sections.add(new Section(at(key) + "[" + sections.size() + "]", element, remarks));
        }
        return sections;
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Node element : elements(key)) {
            texts.add(text(key + "[" + texts.size() + "]", element));
        }
        return texts;
    }

    /** Keys of the writer's own choice, with texts. */
    Map<String, String> map(String key) {
        Map<String, String> map = new LinkedHashMap<>();
        if (has(key)) {
            Section section = section(key);
            section.values.forEach((name, node) -> map.put(name, section.text(name, node)));
        }
        return map;
    }

    private List<Node> elements(String key) {
        Optional<Node> node = value(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (!(node.get() instanceof SequenceNode sequence)
                || sequence.getValue().isEmpty()) {
            problem(key, "is not a list with at least one element", "write elements, each after \"- \"");
            return List.of();
        }
        for (int i = 0; i < sequence.getValue().size(); i++) {
            lines.put(key + "[" + i + "]", line(sequence.getValue().get(i)));
        }
        int most = Math.toIntExact(RequestLimits.ELEMENTS.most());
        if (sequence.getValue().size() > most) {
            problem(key, "has more than " + most + " elements", "make it shorter");
            return sequence.getValue().subList(0, most);
        }
        return sequence.getValue();
    }

    private Optional<Node> value(String key) {
        if (!has(key)) {
            remarks.problem(new Problem(at(key), line, "is missing", "add \"" + key + ":\" here"));
            return Optional.empty();
        }
        return Optional.ofNullable(values.get(key));
    }

    private Section nothing(String key) {
        return new Section(at(key), new MappingNode(Tag.MAP, List.of(), DumperOptions.FlowStyle.BLOCK), new Remarks());
    }

    /** To be called when every key that exists has been asked for. */
    void noMore() {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                problem(
                        key,
                        "is not a key of a request",
                        Nearest.to(key, known)
                                .map(near -> "did you mean \"" + near + "\"?")
                                .orElse("leave it out"));
            }
        }
    }

    void problem(String key, String message, String fix) {
        remarks.problem(new Problem(at(key), lines.getOrDefault(key, line), message, fix));
    }

    void warning(String key, String message, String advice) {
        remarks.warning(new Problem(at(key), lines.getOrDefault(key, line), message, advice));
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static Optional<Integer> line(Node node) {
        return Optional.ofNullable(node.getStartMark()).map(mark -> mark.getLine() + 1);
    }
}

package org.muster.webapp.requests;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.failure.Problem;
import org.muster.domain.failure.Problems;
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
    /** Elements of a list at most. */
    private static final int MAX_ELEMENTS = 200;

    private static final int MAX_TEXT = 2_000;

    private final String path;
    private final int line;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    Section(String path, Node node, Problems problems) {
        this.path = path;
        this.line = line(node);
        this.problems = problems;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::take);
        } else {
            problems.add(new Problem(path, line, "is not a list of keys and values", "write \"key: value\" lines"));
        }
    }

    private void take(NodeTuple entry) {
        String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
        if (values.putIfAbsent(key, entry.getValueNode()) != null) {
            problems.add(new Problem(at(key), line(entry.getKeyNode()), "is there twice", "keep one of them"));
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
        if (scalar.getValue().length() > MAX_TEXT) {
            problem(key, "is longer than " + MAX_TEXT + " characters", "make it shorter");
        }
        return scalar.getValue().strip();
    }

    long number(String key, long least, long most) {
        Optional<Node> node = value(key);
        if (node.isEmpty()) {
            return least;
        }
        if (node.get() instanceof ScalarNode scalar && scalar.getTag().equals(Tag.INT)) {
            try {
                long number = Long.parseLong(scalar.getValue().replace("_", ""));
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Too long for any limit: the range below says so.
            }
        }
        problem(key, "is not a whole number from " + least + " to " + most, "write a number in this range");
        return least;
    }

    int small(String key, int least, int most) {
        return Math.toIntExact(number(key, least, most));
    }

    int small(String key, int least, int most, int otherwise) {
        return has(key) ? small(key, least, most) : otherwise;
    }

    double positive(String key) {
        Optional<Node> node = value(key);
        if (node.isPresent() && node.get() instanceof ScalarNode scalar) {
            try {
                double number = Double.parseDouble(scalar.getValue());
                if (number > 0 && Double.isFinite(number)) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
        }
        if (node.isPresent()) {
            problem(key, "is not a number above 0", "write a number such as 12.5");
        }
        return 1;
    }

    /** Whether the key is there and true. */
    boolean says(String key) {
        if (!has(key)) {
            return false;
        }
        if (values.get(key) instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
            return scalar.getValue().equalsIgnoreCase("true");
        }
        problem(key, "is neither true nor false", "write true, or leave it out");
        return false;
    }

    Section section(String key) {
        Optional<Node> node = value(key);
        return node.map(it -> new Section(at(key), it, problems)).orElseGet(() -> nothing(key));
    }

    List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        for (Node element : elements(key)) {
            sections.add(new Section(at(key) + "[" + sections.size() + "]", element, problems));
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
        if (sequence.getValue().size() > MAX_ELEMENTS) {
            problem(key, "has more than " + MAX_ELEMENTS + " elements", "make it shorter");
            return sequence.getValue().subList(0, MAX_ELEMENTS);
        }
        return sequence.getValue();
    }

    private Optional<Node> value(String key) {
        if (!has(key)) {
            problems.add(new Problem(at(key), line, "is missing", "add \"" + key + ":\" here"));
            return Optional.empty();
        }
        return Optional.ofNullable(values.get(key));
    }

    private Section nothing(String key) {
        return new Section(
                at(key),
                new MappingNode(Tag.MAP, List.of(), org.yaml.snakeyaml.DumperOptions.FlowStyle.BLOCK),
                new Problems());
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
        problems.add(new Problem(at(key), lines.getOrDefault(key, line), message, fix));
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static int line(Node node) {
        return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
    }
}

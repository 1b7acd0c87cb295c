package org.muster.webapp.requests;

import java.io.StringReader;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Corrections in the text of a request that leave everything else, comments included, as its author wrote it. */
public final class RequestText {
    private RequestText() {}

    /** The text with another {@code code.tag}. */
    public static String withCodeTag(String text, String tag) {
        Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
        Node old = value(root, "code")
                .flatMap(code -> value(code, "tag"))
                .orElseThrow(() -> new IllegalArgumentException("the request has no code.tag"));
        // Marks count code points, as SnakeYAML reads them.
        int from = text.offsetByCodePoints(0, old.getStartMark().getIndex());
        int to = text.offsetByCodePoints(0, old.getEndMark().getIndex());
        return text.substring(0, from) + tag + text.substring(to);
    }

    private static Optional<Node> value(Node node, String key) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(entry -> entry.getKeyNode() instanceof ScalarNode scalar
                                && scalar.getValue().equals(key))
                        .map(NodeTuple::getValueNode)
                        .findFirst()
                : Optional.empty();
    }
}

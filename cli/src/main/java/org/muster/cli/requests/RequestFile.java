package org.muster.cli.requests;

import java.io.StringReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.muster.cli.text.TextFile;
import org.muster.domain.campaign.RequestLimits;
import org.muster.domain.failure.Problem;
import org.muster.domain.failure.Problems;
import org.muster.domain.limit.TextLimit;
import org.muster.domain.workflow.WorkflowLimits;
import org.muster.protocol.platform.RequestSubmission;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A production request on disk, with the jobscripts that its {@code jobscript} fields name and the lists of files that its
 * {@code files_from} fields name, relative to the file.
 *
 * @param problems what keeps it from being sent as it is; the platform finds the rest
 */
public record RequestFile(RequestSubmission submission, List<Problem> problems) {
    private static final String JOBSCRIPT = "jobscript";
    private static final String FILES_FROM = "files_from";

    public RequestFile {
        problems = List.copyOf(problems);
    }

    public static RequestFile read(Path file) {
        Problems problems = new Problems();
        String text = text(file, RequestLimits.REQUEST, "", Optional.empty(), problems);
        Named named = new Named(file, problems);
        if (problems.none()) {
            try {
                Node document = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
                if (document == null) {
                    problems.add("", "the file is empty", "write a request; examples/first-campaign.yaml is one");
                } else {
                    named.collect(document, "");
                }
            } catch (MarkedYAMLException e) {
                Optional<Integer> line = Optional.ofNullable(e.getProblemMark()).map(mark -> mark.getLine() + 1);
                problems.add(
                        new Problem("", line, "is not YAML: " + e.getProblem(), "check indentation and quotes there"));
            } catch (YAMLException e) {
                problems.add("", "is not YAML", "check indentation and quotes there");
            }
        }
        Optional<Map<String, String>> lists =
                named.lists.isEmpty() ? Optional.empty() : Optional.of(Map.copyOf(named.lists));
        return new RequestFile(new RequestSubmission(text, named.jobscripts, lists), problems.list());
    }

    /** The files beside the request that it names. */
    private static final class Named {
        private final Path directory;
        private final Problems problems;
        private final Map<String, String> jobscripts = new HashMap<>();
        private final Map<String, String> lists = new HashMap<>();

        /** An alias leads to the same node again, or even back to itself. */
        private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

        Named(Path request, Problems problems) {
            this.directory = Objects.requireNonNull(request.toAbsolutePath().getParent(), "a file has a directory");
            this.problems = problems;
        }

        void collect(Node node, String path) {
            if (!seen.add(node)) {
                return;
            }
            if (node instanceof SequenceNode sequence) {
                for (int i = 0; i < sequence.getValue().size(); i++) {
                    collect(sequence.getValue().get(i), path + "[" + i + "]");
                }
            } else if (node instanceof MappingNode mapping) {
                for (NodeTuple entry : mapping.getValue()) {
                    String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                    String field = path.isEmpty() ? key : path + "." + key;
                    if (key.equals(JOBSCRIPT) && entry.getValueNode() instanceof ScalarNode name) {
                        read(name, field, WorkflowLimits.JOBSCRIPT, jobscripts);
                    } else if (key.equals(FILES_FROM) && entry.getValueNode() instanceof ScalarNode name) {
                        read(name, field, RequestLimits.FILE_LIST, lists);
                    } else {
                        collect(entry.getValueNode(), field);
                    }
                }
            }
        }

        private void read(ScalarNode node, String field, TextLimit limit, Map<String, String> texts) {
            String name = node.getValue();
            Optional<Integer> line = Optional.of(node.getStartMark().getLine() + 1);
            try {
                Path file = directory.resolve(name).normalize();
                texts.put(name, text(file, limit, field, line, problems));
            } catch (InvalidPathException e) {
                problems.add(new Problem(field, line, "is no name of a file", "name a file beside the request"));
            }
        }
    }

    private static String text(Path file, TextLimit limit, String field, Optional<Integer> line, Problems problems) {
        try {
            return TextFile.read(file, limit.mostBytes());
        } catch (TextFile.Unfit e) {
            problems.add(e.at(field, line));
            return "";
        }
    }
}

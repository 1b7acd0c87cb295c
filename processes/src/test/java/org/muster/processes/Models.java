package org.muster.processes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;

/** The files of the models folder. */
final class Models {
    private static final Path FOLDER = Path.of("src/main/resources/models");

    private Models() {}

    static List<Path> files(String extension) {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every BPMN model by its file name without extension. */
    static Map<String, BpmnModelInstance> bpmn() {
        Map<String, BpmnModelInstance> models = new TreeMap<>();
        for (Path file : files(".bpmn")) {
            try (InputStream in = Files.newInputStream(file)) {
                models.put(file.getFileName().toString().replace(".bpmn", ""), Bpmn.readModelFromStream(in));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return models;
    }
}

package org.muster.wrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrapperJobTest {

    private static final Map<String, String> VALUES = Map.of(
            "justin_job_secret", "s3cr3t-Key_",
            "justin_jobscript_image", "",
            "justin_workflow_id", "12",
            "justin_stage_id", "1",
            "justin_instance", "local",
            "muster_allocator_url", "http://127.0.0.1:8081/api/allocator/",
            "muster_get_jobscript_jitter_seconds", "0.5",
            "muster_heartbeat_seconds", "600",
            "muster_cvmfs", "software.example.org,data.example.org");

    @Test
    void rendersEveryVariable() {
        String rendered = WrapperJob.render(VALUES);

        assertThat(rendered)
                .doesNotContainPattern("###[a-z0-9_]+###")
                .contains("job_secret=\"s3cr3t-Key_\"")
                .contains("allocator_url=\"http://127.0.0.1:8081/api/allocator/\"")
                .isEqualTo(WrapperJob.render(VALUES));
    }

    @Test
    void isOneFileWithEveryPartOnce() throws IOException {
        Path parts = Path.of("src/main/resources/org/muster/wrapper/wrapper_job");
        List<String> order = Files.readAllLines(parts.resolve("order"));
        List<String> definitions = WrapperJob.template()
                .lines()
                .filter(line -> line.startsWith("class ") || line.startsWith("def "))
                .map(line -> line.replaceFirst("^(?:class|def) (\\w+).*", "$1"))
                .toList();

        try (Stream<Path> files = Files.list(parts)) {
            assertThat(files.map(Path::getFileName)
                            .map(Path::toString)
                            .filter(name -> name.endsWith(".py"))
                            .map(name -> name.replace(".py", "")))
                    .containsExactlyInAnyOrderElementsOf(order);
        }
        assertThat(WrapperJob.template())
                .startsWith("#!/usr/bin/env python3\n\"\"\"Muster wrapper job")
                .doesNotContain("from .");
        assertThat(definitions).contains("Allocator", "Jobscript", "main").doesNotHaveDuplicates();
    }

    @Test
    void namesEveryProblemAtOnceButNoValue() {
        Map<String, String> values = new HashMap<>(VALUES);
        values.remove("justin_stage_id");
        values.put("muster_tools_base64", "x");
        values.put("justin_job_secret", "a\"; import os #");

        assertThatThrownBy(() -> WrapperJob.render(values))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing variable justin_stage_id")
                .hasMessageContaining("unknown variable muster_tools_base64")
                .hasMessageContaining("justin_job_secret")
                .hasMessageNotContaining("import os");
    }

    @Test
    void pythonUnpacksTheToolsAsTheyAre(@TempDir Path directory) throws IOException, InterruptedException {
        Path wrapper = directory.resolve("wrapper.py");
        Files.writeString(wrapper, WrapperJob.render(VALUES));
        Path home = Files.createDirectory(directory.resolve("home"));

        Process python = new ProcessBuilder("python3", "-B", "-c", """
                        import pathlib, runpy, sys
                        wrapper = runpy.run_path(sys.argv[1], run_name="wrapper")
                        wrapper["unpack_tools"](wrapper["settings"]().tools, pathlib.Path(sys.argv[2]))
                        """, wrapper.toString(), home.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(python.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).isEmpty();
        assertThat(WrapperJob.tools()).isNotEmpty().allSatisfy((name, text) -> {
            assertThat(home.resolve(name)).hasContent(text);
            assertThat(home.resolve(name).toFile()).is(executable());
        });
    }

    private static Condition<File> executable() {
        return new Condition<>(File::canExecute, "executable");
    }
}

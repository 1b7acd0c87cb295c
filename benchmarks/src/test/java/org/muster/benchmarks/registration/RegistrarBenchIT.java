package org.muster.benchmarks.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.benchmarks.figures.Figures;

/** At smoke length, with the built programs: that every output is registered once is counted, never how long it took. */
class RegistrarBenchIT {
    private static Path built(String module) {
        return Path.of("..", module, "target", module + "-exec.jar");
    }

    @Test
    void everyOutputIsInBothCataloguesOnceAndEveryDatasetHasItsRule(@TempDir Path work) throws Exception {
        Figures figures = new Figures();
        List<String> findings = new RegistrarBench(
                        new RegistrarPlatform.Programs(
                                Optional.of(built("allocator")),
                                built("sandbox"),
                                built("agents"),
                                work,
                                List.of(),
                                Optional.empty()),
                        figures)
                .run(List.of(), RegistrarCommand.SMOKE);
        assertThat(findings).isEmpty();
        assertThat(figures.markdown()).contains("calls for 1,000 outputs, metacat POST /data/declare_files");
    }
}

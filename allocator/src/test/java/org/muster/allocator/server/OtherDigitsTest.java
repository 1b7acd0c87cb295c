package org.muster.allocator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.dataset;
import static org.muster.allocator.grid.Orders.order;
import static org.muster.allocator.grid.Orders.stage;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Wrapper;
import org.muster.domain.data.InputFileState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.control.RegisteredOutputs;

/** Where the machine writes numbers in other digits and compares letters otherwise, the database is spoken to as anywhere. */
class OtherDigitsTest {
    private final Locale before = Locale.getDefault();

    @BeforeEach
    void speakAsInCairo() {
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    @Test
    @SuppressWarnings({"StringFormatWithoutLocale", "FormatStringWithoutLocale"})
    void aJobsWholeLifeIsWrittenAndReadBack() {
        assertThat(String.format("%d", 12)).as("or this test tests nothing").isNotEqualTo("12");
        try (Grid grid = new Grid()) {
            grid.control().open(order(12, stage(1, dataset(1, "histograms"))));
            grid.files(12, 30);
            Wrapper job = grid.job(12, 1);
            assertThat(job.getJobscript("UK_RAL").status()).isEqualTo(200);
            assertThat(job.getFile().body()).startsWith("usertests:f1.root ");
            assertThat(job.post(job.signed("send_heartbeat")).status()).isEqualTo(200);
            assertThat(job.post(job.results(0, List.of("usertests:f1.root"), Map.of("o.root", 1)))
                            .status())
                    .isEqualTo(200);
            assertThat(job.post(job.confirmation(Map.of("o.root", 1), "RAL_ECHO"))
                            .status())
                    .isEqualTo(200);
            grid.restart();
            WorkflowId workflow = new WorkflowId(12);
            assertThat(grid.control().progress(workflow).stages().get(0).files(InputFileState.PROCESSED))
                    .isEqualTo(1);
            assertThat(grid.control().job(new JobsubId(job.jobsubId)).job().exitCode())
                    .contains(0);
            assertThat(grid.control()
                            .files(Map.of("workflow", "12", "limit", "10"))
                            .rows())
                    .hasSize(10);
            assertThat(grid.control().events(Map.of("workflow", "12")).rows()).isNotEmpty();
            List<OutputToRegister> outputs = grid.outputsToRegister();
            assertThat(outputs)
                    .singleElement()
                    .satisfies(output -> assertThat(output.sizeBytes()).isEqualTo(1000));
            grid.control()
                    .registered(new RegisteredOutputs(List.of(outputs.get(0).outputId()), Map.of()));
            assertThat(grid.outputsToRegister()).isEmpty();
        }
    }
}

package org.muster.domain.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.muster.domain.campaign.RequestLimits;
import org.muster.domain.workflow.WorkflowLimits;

class LimitsInTheDocsTest {
    private static final Path PAGE = Path.of("..", "docs", "using", "limits.md");

    @Test
    void thePageSaysWhatTheCodeDoes() throws IOException, IllegalAccessException {
        List<String> rows = new ArrayList<>(rows(WorkflowLimits.class));
        rows.addAll(rows(RequestLimits.class));
        assertThat(Files.readAllLines(PAGE))
                .filteredOn(line -> line.startsWith("| `"))
                .isEqualTo(rows);
    }

    private static List<String> rows(Class<?> limits) throws IllegalAccessException {
        List<String> rows = new ArrayList<>();
        for (Field field : limits.getFields()) {
            if (field.getType() == Range.class || field.getType() == TextLimit.class) {
                rows.add("| `" + field.getName().toLowerCase(Locale.ROOT) + "` | " + field.get(null) + " |");
            }
        }
        return rows;
    }
}

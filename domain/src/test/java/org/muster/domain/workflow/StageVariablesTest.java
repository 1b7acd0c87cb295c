package org.muster.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StageVariablesTest {
    private final StageVariables variables = new StageVariables(StageRef.of(12, 3), "usertests");

    @Test
    void what_is_known_at_submission_is_filled_in_as_justin_does() {
        assertThat(variables.filled("test_$JUSTIN_WORKFLOW_ID-${JUSTIN_STAGE_ID}.$JUSTIN_SCOPE"))
                .isEqualTo("test_12-3.usertests");
    }

    @Test
    void the_rest_is_left_to_the_jobscript_and_slips_are_named() {
        String text = "$HOME/$JUSTIN_WORKFLOWID \\ $1 $JUSTIN_STAGE_ID_";
        assertThat(variables.filled(text)).isEqualTo(text);
        assertThat(variables.unknown(text)).containsExactly("JUSTIN_WORKFLOWID", "JUSTIN_STAGE_ID_");
    }
}

package org.muster.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StageVariablesTest {
    private final StageVariables variables = new StageVariables(StageRef.of(12, 3), "usertests");

    @Test
    void whatIsKnownAtSubmissionIsFilledInAsJustinDoes() {
        assertThat(variables.filled("test_$JUSTIN_WORKFLOW_ID-${JUSTIN_STAGE_ID}.$JUSTIN_SCOPE"))
                .isEqualTo("test_12-3.usertests");
    }

    @Test
    void theRestIsLeftToTheJobscriptAndSlipsAreNamed() {
        String text = "$HOME/$JUSTIN_WORKFLOWID \\ $1 $JUSTIN_STAGE_ID_";
        assertThat(variables.filled(text)).isEqualTo(text);
        assertThat(variables.unknown(text)).containsExactly("JUSTIN_WORKFLOWID", "JUSTIN_STAGE_ID_");
    }
}

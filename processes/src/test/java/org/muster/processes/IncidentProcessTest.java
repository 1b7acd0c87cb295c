package org.muster.processes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a program has set aside: looked at by people, or over by itself. */
final class IncidentProcessTest {
    @RegisterExtension
    final Story story = new Story();

    @Test
    void aPersonSaysToTryAgain() {
        story.incident(1);
        assertThat(story.waiting()).containsExactly("look-at-incident");
        assertThat(story.seen(Gate.LOOK_AT_INCIDENT, Variable.INCIDENT_TEXT)).isEqualTo("no space");

        story.answers(Gate.LOOK_AT_INCIDENT, "try-again");

        assertThat(story.over()).isTrue();
    }

    @Test
    void whatIsOverNeedsNobody() {
        story.incident(2);

        assertThat(story.withdraws("n2")).isTrue();

        assertThat(story.waiting()).isEmpty();
        assertThat(story.over()).isTrue();
    }
}

package org.muster.launcher.demo;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.muster.domain.text.Units;
import org.muster.protocol.platform.WorkflowDetail;

/** One line whenever a step or a workflow changes its state: for logs and continuous integration. */
final class LineView implements View {
    /** A long workflow says now and then that it is alive. */
    private static final Duration PULSE = Duration.ofSeconds(20);

    private final PrintWriter out;
    private final Clock clock;
    private final Instant started;
    private final Map<String, String> states = new HashMap<>();
    private Instant pulse;

    LineView(PrintWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
        this.started = clock.instant();
        this.pulse = started;
    }

    @Override
    public void scene(Scene scene) {
        scene.campaign().step().ifPresent(step -> change("campaign", "step " + step));
        for (WorkflowDetail workflow : scene.workflows()) {
            change(
                    workflow.workflow().workflow() + " (" + workflow.workflow().purpose() + ")",
                    workflow.workflow().state().toString());
        }
        if (clock.instant().isAfter(pulse.plus(PULSE)) && scene.running() > 0) {
            note(scene.processed() + " of " + scene.files() + " files processed, " + scene.running() + " jobs running, "
                    + rate(scene));
        }
    }

    @Override
    public void note(String sentence) {
        pulse = clock.instant();
        long seconds = Duration.between(started, pulse).toSeconds();
        out.printf(Locale.ROOT, "%02d:%02d  %s%n", seconds / 60, seconds % 60, Units.plain(sentence));
        out.flush();
    }

    @Override
    public void end() {
        out.flush();
    }

    private void change(String what, String state) {
        if (!state.equals(states.put(what, state))) {
            note(what + ": " + state);
        }
    }

    private static String rate(Scene scene) {
        return Units.decimal(scene.filesPerSecond()) + " files/s";
    }
}

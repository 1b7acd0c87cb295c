package org.muster.launcher.demo;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.domain.campaign.CampaignStep;
import org.muster.domain.text.Units;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.platform.WorkflowDetail;

/** The campaign drawn again and again in the same place of a terminal: steps, workflows with bars, the last notes. */
final class TerminalView implements View {
    private static final int BAR = 24;
    private static final int NOTES = 5;
    private static final int WORKFLOWS = 12;
    private static final int WIDTH = 100;
    private static final String BOLD = "\u001b[1m";
    private static final String GREEN = "\u001b[32m";
    private static final String CYAN = "\u001b[36m";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final PrintWriter out;
    private final Clock clock;
    private final Deque<String> notes = new ArrayDeque<>();
    private @Nullable Scene last;
    private int drawn;

    TerminalView(PrintWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void scene(Scene scene) {
        last = scene;
        draw();
    }

    @Override
    public void note(String sentence) {
        notes.addLast(TIME.format(clock.instant()) + "  " + sentence);
        if (notes.size() > NOTES) {
            notes.removeFirst();
        }
        draw();
    }

    @Override
    public void end() {
        drawn = 0;
        out.flush();
    }

    private void draw() {
        List<String> lines = new ArrayList<>();
        Optional.ofNullable(last).ifPresent(scene -> describe(scene, lines));
        for (String note : notes) {
            lines.add(DIM + shortened(note) + PLAIN);
        }
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append("\u001b[").append(drawn).append('A');
        }
        for (String line : lines) {
            text.append("\r\u001b[2K").append(line).append('\n');
        }
        text.append("\u001b[J");
        drawn = lines.size();
        out.print(Units.plain(text.toString()));
        out.flush();
    }

    private static void describe(Scene scene, List<String> lines) {
        long seconds = scene.elapsed().toSeconds();
        lines.add(BOLD + "Muster demo: " + scene.campaign().name() + PLAIN
                + String.format(Locale.ROOT, "   %02d:%02d", seconds / 60, seconds % 60));
        lines.add(steps(scene.campaign().step()));
        List<WorkflowDetail> workflows = scene.workflows();
        for (WorkflowDetail workflow : workflows.subList(Math.max(0, workflows.size() - WORKFLOWS), workflows.size())) {
            lines.add(workflow(workflow));
        }
        lines.add("  " + Units.count(scene.processed()) + " of " + Units.count(scene.files()) + " files, "
                + Units.count(scene.finishedJobs()) + " jobs done, " + scene.running() + " running, "
                + Units.decimal(scene.filesPerSecond()) + " files/s");
    }

    private static String steps(Optional<CampaignStep> current) {
        StringBuilder text = new StringBuilder(" ");
        for (CampaignStep step : CampaignStep.values()) {
            String name = step.toString().replace('_', ' ');
            int order = current.map(step::compareTo).orElse(1);
            if (order < 0) {
                text.append(GREEN).append(" ✔ ").append(name).append(PLAIN);
            } else if (order == 0) {
                text.append(BOLD).append(CYAN).append(" ▶ ").append(name).append(PLAIN);
            } else {
                text.append(DIM).append(" · ").append(name).append(PLAIN);
            }
        }
        return text.toString();
    }

    private static String workflow(WorkflowDetail workflow) {
        long files = Scene.files(workflow);
        long processed = Scene.processed(workflow);
        int full = files == 0 ? 0 : (int) (BAR * processed / files);
        long failed = Scene.failed(workflow);
        WorkflowState state = workflow.workflow().state();
        return String.format(
                        Locale.ROOT,
                        "   %-4s %-11s %-10s ",
                        workflow.workflow().workflow(),
                        workflow.workflow().purpose(),
                        state)
                + (state.terminal() ? GREEN : CYAN)
                + "█".repeat(full)
                + PLAIN
                + DIM
                + "░".repeat(BAR - full)
                + PLAIN
                + String.format(Locale.ROOT, " %4d/%d files", processed, files)
                + (Scene.running(workflow) > 0 ? ", " + Scene.running(workflow) + " jobs" : "")
                + (failed > 0 ? ", " + failed + " failed" : "");
    }

    private static String shortened(String text) {
        return text.length() <= WIDTH ? text : text.substring(0, WIDTH - 1) + "…";
    }
}

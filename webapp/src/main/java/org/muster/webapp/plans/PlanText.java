package org.muster.webapp.plans;

import java.util.Locale;
import org.muster.domain.storage.Distance;
import org.muster.domain.text.Units;
import org.muster.protocol.control.GpuNeed;
import org.muster.protocol.platform.PlanView;
import org.muster.webapp.requests.ProductionRequest;
import org.muster.webapp.requests.ProductionRequest.Step;

/** The plan as a plain text of aligned columns, which is what people see on the form of their task. */
public final class PlanText {
    private PlanText() {}

    public static String of(ProductionRequest request, PlanView view) {
        StringBuilder text = new StringBuilder();
        line(text, "%s: %s", request.name(), request.description());
        line(
                text,
                "%s, code %s %s, policy %s",
                request.physicsGroup(),
                request.code().repository(),
                request.code().tag(),
                request.policyDocument());
        line(text, "");
        line(
                text,
                "%-11s %9s %-16s %9s %10s %12s %8s",
                "purpose",
                "row",
                "sample",
                "inputs",
                "events/job",
                "events",
                "jobs");
        PlanTextRow.of(view.workflows())
                .forEach(row -> line(
                        text,
                        "%-11s %9s %-16s %9d %10s %12s %8d",
                        row.purpose(),
                        row.orders(),
                        row.sample(),
                        row.inputs(),
                        row.eventsPerJob().map(Object::toString).orElse("all"),
                        row.events().map(Object::toString).orElse("?"),
                        row.jobs()));
        line(text, "");
        line(text, "In all        %s jobs, %s files", Units.count(view.jobs()), Units.count(view.files()));
        line(
                text,
                "Disk          %s (asked for: %s)",
                Units.bytes(view.bytes()),
                Units.bytes(request.resources().storageBytes()));
        line(text, "Tape          %s", Units.bytes(view.tapeBytes()));
        line(text, "Computing     %s estimated", Units.coreHours(view.coreHours()));
        line(text, "Memory        %s MiB a job", Units.count(request.resources().rssMib()));
        for (Step step : request.workflow()) {
            step.gpu().ifPresent(need -> line(text, "GPUs          %s: %s a job", step.step(), gpu(need)));
            step.group().ifPresent(group -> line(text, "Slots         %s: those of %s only", step.step(), group));
        }
        line(
                text,
                "Finished      after %s at the latest, with %d jobs at once",
                Units.span((double) view.finishSeconds()),
                view.maxRunningJobs());
        line(text, "Datasets      %s", String.join(", ", request.finalDatasets()));
        line(
                text,
                "Reading       %s",
                request.workflow().stream().anyMatch(step -> step.maxDistance().equals(Distance.ANYWHERE))
                        ? "from anywhere"
                        : "near the data only");
        line(text, "Plan revision %d", view.revision());
        return text.toString();
    }

    /** What a job needs of GPUs, as people say it. */
    public static String gpu(GpuNeed need) {
        String memory = need.memoryBytes() > 0 ? " with " + Units.bytes(need.memoryBytes()) + " each" : "";
        String capability = need.computeCapability().equals(GpuNeed.ANY_CAPABILITY)
                ? ""
                : ", compute capability " + need.computeCapability() + " or more";
        return need.count() + (need.count() == 1 ? " GPU" : " GPUs") + memory + capability;
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}

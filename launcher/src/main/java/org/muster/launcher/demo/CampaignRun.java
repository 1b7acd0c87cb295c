package org.muster.launcher.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.muster.cli.CommandErrors.Stopped;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.text.Units;
import org.muster.domain.workflow.WorkflowId;
import org.muster.launcher.LauncherExitCode;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.CampaignDetail;
import org.muster.protocol.platform.TaskRow;
import org.muster.protocol.platform.WorkflowDetail;
import org.muster.protocol.platform.WorkflowRow;

/** Follows one campaign to its end, and lets people do their tasks as they appear. */
final class CampaignRun {
    private static final Duration LOOK = Duration.ofMillis(900);
    private static final Duration RATE_WINDOW = Duration.ofSeconds(15);

    /** Times a task may be refused before the demo gives up: the engine may be behind a moment, not for ever. */
    private static final int MAX_ATTEMPTS = 5;

    private final CampaignId campaign;
    private final List<Actor> people;
    private final TaskPlayer player;
    private final IncidentWatch incidents;
    private final View view;
    private final Clock clock;
    private final Duration limit;
    private final Map<WorkflowId, WorkflowDetail> workflows = new HashMap<>();
    private final Map<String, Integer> refusals = new HashMap<>();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private String lastTrouble = "";

    private record Sample(Instant time, long processed) {}

    CampaignRun(
            CampaignId campaign,
            List<Actor> people,
            TaskPlayer player,
            IncidentWatch incidents,
            View view,
            Clock clock,
            Duration limit) {
        this.campaign = campaign;
        this.people = List.copyOf(people);
        this.player = player;
        this.incidents = incidents;
        this.view = view;
        this.clock = clock;
        this.limit = limit;
    }

    /** Every workflow of the campaign, once it is closed. */
    List<WorkflowDetail> follow() throws InterruptedException {
        Instant started = clock.instant();
        while (true) {
            try {
                CampaignDetail detail = people.get(0).platform().campaign(campaign);
                List<WorkflowDetail> details = workflows(detail);
                view.scene(new Scene(
                        Duration.between(started, clock.instant()), detail.campaign(), details, rate(details)));
                if (detail.campaign().closedAt().isPresent()) {
                    return details;
                }
                doTasks();
                incidents.look();
                lastTrouble = "";
            } catch (ExternalSystemUnavailable e) {
                if (lastTrouble.isEmpty()) {
                    view.note(e.getMessage() + "; trying again");
                }
                lastTrouble = String.valueOf(e.getMessage());
            }
            if (clock.instant().isAfter(started.plus(limit))) {
                throw new Stopped(LauncherExitCode.DEMO_TOO_SLOW, tooSlow());
            }
            Thread.sleep(LOOK.toMillis());
        }
    }

    private List<WorkflowDetail> workflows(CampaignDetail detail) {
        List<WorkflowDetail> details = new ArrayList<>();
        for (WorkflowRow row : detail.workflows()) {
            WorkflowDetail known = workflows.get(row.workflow());
            // A finished workflow is asked once more, and then no longer.
            if (known == null || !known.workflow().state().terminal()) {
                known = people.get(0).platform().workflow(row.workflow());
                workflows.put(row.workflow(), known);
            }
            details.add(known);
        }
        details.sort(Comparator.comparing(each -> each.workflow().workflow()));
        return details;
    }

    private double rate(List<WorkflowDetail> details) {
        Instant now = clock.instant();
        long processed = details.stream().mapToLong(Scene::processed).sum();
        samples.addLast(new Sample(now, processed));
        while (samples.getFirst().time().isBefore(now.minus(RATE_WINDOW))) {
            samples.removeFirst();
        }
        double seconds = Duration.between(samples.getFirst().time(), now).toMillis() / 1000.0;
        return seconds < 1 ? 0 : (processed - samples.getFirst().processed()) / seconds;
    }

    private void doTasks() {
        for (Actor person : people) {
            for (TaskRow task : person.platform().tasks(Map.of()).rows()) {
                try {
                    if (task.subject().map(this::ours).orElse(true)) {
                        player.play(person, task);
                    }
                } catch (ApiRefused e) {
                    refused(person, task, e);
                }
            }
        }
    }

    /** Not of another campaign, nor of a workflow of another; whatever else waits may be about this one. */
    private boolean ours(String subject) {
        return subject.equals(campaign.toString())
                || workflows.keySet().stream().anyMatch(each -> subject.equals(each.toString()))
                || !subject.matches("[cw][0-9]+");
    }

    private void refused(Actor person, TaskRow task, ApiRefused refusal) {
        // Somebody else of the group may have been faster, or the engine is still busy with the step before.
        if (refusal.status() == 404) {
            return;
        }
        int times = refusals.merge(task.task(), 1, Integer::sum);
        if (times >= MAX_ATTEMPTS) {
            throw new DemoLost(person.name() + " could not complete '" + task.name() + "': "
                    + refusal.problem().title() + " (status " + refusal.status() + ")");
        }
    }

    private String tooSlow() {
        String open = workflows.values().stream()
                .filter(workflow -> !workflow.workflow().state().terminal())
                .map(workflow -> workflow.workflow().workflow() + " ("
                        + workflow.workflow().purpose() + ", "
                        + workflow.workflow().state() + ", " + Scene.processed(workflow) + " of "
                        + Scene.files(workflow)
                        + " files, " + Scene.running(workflow) + " jobs running)")
                .collect(Collectors.joining(", "));
        Optional<String> tasks = openTasks();
        return "The demo did not end within " + Units.plain(Units.span((double) limit.toSeconds())) + ". It waited for "
                + (open.isEmpty() ? "no workflow" : "workflow " + open) + "; open tasks: " + tasks.orElse("none")
                + (lastTrouble.isEmpty() ? "" : "; last trouble: " + lastTrouble)
                + ". A slower machine needs a longer --time-limit.";
    }

    private Optional<String> openTasks() {
        try {
            String tasks = people.stream()
                    .flatMap(person -> person.platform().tasks(Map.of()).rows().stream())
                    .map(TaskRow::name)
                    .distinct()
                    .collect(Collectors.joining(", "));
            return tasks.isEmpty() ? Optional.empty() : Optional.of(tasks);
        } catch (ExternalSystemUnavailable | ApiRefused e) {
            return Optional.of("the task list does not answer");
        }
    }
}

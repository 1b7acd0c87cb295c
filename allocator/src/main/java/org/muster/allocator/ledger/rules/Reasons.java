package org.muster.allocator.ledger.rules;

import java.util.Locale;
import java.util.stream.Collectors;
import org.muster.allocator.ledger.SlotOffer;
import org.muster.allocator.ledger.books.Job;
import org.muster.allocator.ledger.books.Needs;
import org.muster.allocator.ledger.books.StageBook;
import org.muster.allocator.ledger.books.WaitingByMemory;
import org.muster.allocator.ledger.books.WorkflowBook;
import org.muster.allocator.ledger.rows.Slot;
import org.muster.domain.job.JobState;
import org.muster.protocol.control.GpuNeed;
import org.muster.protocol.control.Partition;
import org.muster.protocol.control.Quarantine;

/** What was found of each rule, in words for people. */
final class Reasons {
    private Reasons() {}

    static String job(Question question) {
        Job job = question.job();
        String state = job.jobsubId() + " is " + job.state();
        return job.state() == JobState.SUBMITTED ? state + ": it waits for a slot" : state;
    }

    static String workflow(Question question) {
        WorkflowBook workflow = question.stage().workflow();
        return workflow.order().workflow() + " is " + workflow.status().name().toLowerCase(Locale.ROOT);
    }

    static String quota(Question question) {
        return question.quota() + " is switched " + (question.quota().enabled() ? "on" : "off");
    }

    static String filesPerJob(Question question) {
        return question.job().jobsubId() + " has had " + question.job().allocatedFiles() + " files of at most "
                + question.stage().order().maxFilesPerJob();
    }

    static String site(Question question) {
        String at = question.place().site().value();
        if (question.place().known().isEmpty()) {
            return at + " is not in the inventory";
        }
        return at + " is switched " + (question.siteEnabled() ? "on" : "off");
    }

    static String listed(Question question) {
        StageBook stage = question.stage();
        if (stage.sites().isEmpty()) {
            return "any site will do";
        }
        return question.place().site() + " is " + (question.listed() ? "" : "not ") + "one of the "
                + stage.sites().size() + " sites that " + stage.ref() + " lists";
    }

    static String siteQuarantine(Question question) {
        return quarantine(
                question.stage(),
                new Partition(Partition.Kind.SITE, question.place().site().value()));
    }

    static String nodeQuarantine(Question question) {
        return quarantine(
                question.stage(),
                new Partition(Partition.Kind.NODE, question.slot().hostname()));
    }

    static String rseQuarantine(Question question) {
        StageBook stage = question.stage();
        return stage.rsesInQuarantine().isEmpty()
                ? "no RSE is in quarantine"
                : stage.rsesInQuarantine().stream()
                        .map(rse -> quarantine(
                                stage,
                                new Partition(
                                        Partition.Kind.RSE,
                                        question.books().grid().rse(rse))))
                        .collect(Collectors.joining("; "));
    }

    private static String quarantine(StageBook stage, Partition partition) {
        return stage.settings().quarantines().stream()
                .filter(quarantine -> quarantine.partition().equals(partition))
                .findFirst()
                .map((Quarantine quarantine) -> partition + " is in quarantine since " + quarantine.since() + ", by "
                        + quarantine.by() + ": " + quarantine.reason())
                .orElse(partition + " is not in quarantine");
    }

    static String limits(Question question) {
        Place place = question.place();
        Needs needs = question.files().needs();
        if (place.limits().isPresent()
                && (question.inSlot()
                        ? !question.offered()
                        : !needs.metBy(place.limits().get()))) {
            return place.entry().orElseThrow() + " does not offer "
                    + needs.beyond(place.limits().get());
        }
        return place.known()
                .filter(site -> place.entry().isEmpty() && !needs.metAt(site))
                .map(site -> site.offered().stream()
                        .map(needs::beyond)
                        .distinct()
                        .collect(Collectors.joining("; or ", "no entry of " + place.site() + " offers ", "")))
                .orElse("the job's processors, memory and wall time are within them");
    }

    static String slotSize(Question question) {
        Slot slot = question.slot();
        Needs needs = question.needs();
        return question.ifOffered(SlotOffer::isLargeEnough)
                ? "the slot is large enough"
                : "the slot has " + slot.processors() + " of " + needs.processors() + " processors, " + slot.rssBytes()
                        + " of " + needs.rssBytes() + " bytes of memory, " + slot.wallSeconds() + " of "
                        + needs.wallSeconds() + " seconds";
    }

    static String gpu(Question question) {
        return question.stage().order().gpu().map(wanted -> wanted(wanted)).orElse("no GPU is wanted");
    }

    private static String wanted(GpuNeed gpu) {
        return gpu.count() + " GPUs with " + gpu.memoryBytes() + " bytes and compute capability "
                + gpu.computeCapability() + " are wanted";
    }

    static String container(Question question) {
        return question.stage()
                .order()
                .jobscriptImage()
                .map(image -> image + " is wanted")
                .orElse("no image is wanted");
    }

    static String group(Question question) {
        return question.stage()
                .order()
                .group()
                .map(group -> "only slots of " + group + " will do")
                .orElse("any slot will do");
    }

    static String stageCap(Question question) {
        StageBook stage = question.stage();
        return stage.liveJobs() + " of at most " + stage.settings().maxRunningJobs() + " run";
    }

    static String campaignCap(Question question) {
        StageBook stage = question.stage();
        return stage.workflow()
                .campaign()
                .map(campaign ->
                        campaign.live() + " of at most " + stage.order().maxRunningJobs() + " run")
                .orElse("it belongs to no campaign");
    }

    static String quotaCap(Question question) {
        return question.quota().live() + " of at most " + question.quota().maxRunningJobs() + " run";
    }

    static String inputRses(Question question) {
        StageBook stage = question.stage();
        return stage.inputRses().isEmpty()
                ? "any RSE will do"
                : stage.inputRses().size() + " RSEs are listed";
    }

    static String unreadable(Question question) {
        String names = question.books().grid().geography().inventory().storages().stream()
                .filter(storage -> !storage.readable())
                .map(storage -> storage.rse().value())
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "every RSE can be read" : "not readable now: " + names;
    }

    static String memory(Question question) {
        return "the slot has " + question.slot().rssBytes() + " bytes; files that ran out of memory want "
                + question.stage().order().rssBytes() * WaitingByMemory.STEP;
    }

    static String distance(Question question) {
        return "at most " + question.stage().order().maxDistance() + " from "
                + question.place().site();
    }
}

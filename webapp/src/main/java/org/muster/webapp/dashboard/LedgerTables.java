package org.muster.webapp.dashboard;

import java.util.List;
import org.muster.protocol.control.AllocationRow;
import org.muster.protocol.control.EventRow;
import org.muster.protocol.control.FileRow;
import org.muster.protocol.control.FoundReplica;
import org.muster.protocol.control.JobRow;
import org.muster.protocol.control.OutputRow;

/** Tables about files, jobs, outputs and events. */
final class LedgerTables {
    static final List<PageColumn<FileRow>> FILES = List.of(
            PageColumn.of("did", "DID", row -> Cell.code(row.did()).to(Links.file(row.fileId()))),
            PageColumn.of("stage", "Stage", row -> Cell.text(row.stage()).to(Links.stage(row.stage()))),
            PageColumn.of(
                    "attempts",
                    "Attempts",
                    row -> new Cell(
                            row.attempts() + "/" + row.maxAttempts(),
                            Integer.toString(row.attempts()),
                            "",
                            Cell.Look.NUMBER)),
            PageColumn.of("state", "State", row -> Cell.state(row.state())),
            PageColumn.of("allocated_at", "Allocated", row -> Cell.time(row.allocatedAt())),
            PageColumn.of("rse", "RSE", row -> Cell.text(row.rse())),
            PageColumn.of("site", "Site", row -> Cell.text(row.site())),
            PageColumn.of(
                    "job",
                    "Jobs",
                    row -> row.job()
                            .map(job -> Cell.code(job).to(Links.job(job)))
                            .orElse(Cell.nothing())),
            PageColumn.of("size_bytes", "Size", row -> Cell.bytes(row.sizeBytes())),
            PageColumn.of("processed_at", "Processed", row -> Cell.time(row.processedAt())));

    static final List<PageColumn<JobRow>> JOBS = List.of(
            PageColumn.of(
                    "jobsub_id", "Jobsub ID", row -> Cell.code(row.jobsubId()).to(Links.job(row.jobsubId()))),
            PageColumn.of("stage", "Stage", row -> Cell.text(row.stage()).to(Links.stage(row.stage()))),
            PageColumn.of("state", "State", row -> Cell.state(row.state())),
            PageColumn.of("site", "Site", row -> Cell.text(row.site())),
            PageColumn.of("entry", "Entry", row -> Cell.text(row.entry())),
            PageColumn.of("exit_code", "Jobscript exit", row -> Cell.count(row.exitCode())),
            PageColumn.of("abort_code", "Abort code", row -> Cell.count(row.abortCode())),
            PageColumn.of("allocated_files", "Files", row -> Cell.count(row.allocatedFiles())),
            PageColumn.of("real_seconds", "Real time", row -> Cell.seconds(row.realSeconds())),
            PageColumn.of("cpu_seconds", "CPU time", row -> Cell.seconds(row.cpuSeconds())),
            PageColumn.of("max_rss_bytes", "Max RSS", row -> Cell.bytes(row.maxRssBytes())),
            PageColumn.of("submitted_at", "Submitted", row -> Cell.time(row.submittedAt())),
            PageColumn.of("started_at", "Started", row -> Cell.time(row.startedAt())),
            PageColumn.of("heartbeat_at", "Heartbeat", row -> Cell.time(row.heartbeatAt())),
            PageColumn.of("finished_at", "Finished", row -> Cell.time(row.finishedAt())));

    static final List<PageColumn<OutputRow>> OUTPUTS = List.of(
            PageColumn.of("did", "DID", row -> Cell.code(row.did())),
            PageColumn.of("stage", "Stage", row -> Cell.text(row.stage()).to(Links.stage(row.stage()))),
            PageColumn.of("state", "State", row -> Cell.state(row.state())),
            PageColumn.of("size_bytes", "Size", row -> Cell.bytes(row.sizeBytes())),
            PageColumn.of("events", "Events", row -> Cell.count(row.events())),
            PageColumn.of("rse", "RSE", row -> Cell.text(row.rse())),
            PageColumn.of("registered", "In the catalogues", row -> Cell.text(row.registered() ? "yes" : "no")),
            PageColumn.of(
                    "adler32", "Adler-32", row -> row.adler32().map(Cell::code).orElse(Cell.nothing())),
            PageColumn.of("job", "Job", row -> Cell.code(row.job()).to(Links.job(row.job()))),
            PageColumn.of("recorded_at", "Recorded", row -> Cell.time(row.recordedAt())),
            PageColumn.of("pfn", "PFN", row -> row.pfn().map(Cell::code).orElse(Cell.nothing())));

    static final List<PageColumn<EventRow>> EVENTS = List.of(
            PageColumn.of("event_id", "Event", row -> Cell.count(row.eventId())),
            PageColumn.of(
                    "type",
                    "Type",
                    row -> new Cell(row.type() + " " + row.name(), Integer.toString(row.type()), "", Cell.Look.CODE)),
            PageColumn.of("time", "Time", row -> Cell.time(row.time())),
            PageColumn.of(
                    "workflow", "Workflow", row -> Cell.text(row.workflow()).to(Links.workflow(row.workflow()))),
            PageColumn.of(
                    "stage",
                    "Stage",
                    row -> row.stage()
                            .map(stage -> Cell.text(stage.stage()).to(Links.stage(stage)))
                            .orElse(Cell.nothing())),
            PageColumn.of("did", "File DID", row -> row.did().map(Cell::code).orElse(Cell.nothing())),
            PageColumn.of(
                    "job",
                    "Jobsub ID",
                    row -> row.job()
                            .map(job -> Cell.code(job).to(Links.job(job)))
                            .orElse(Cell.nothing())),
            PageColumn.of("site_entry", "Site/Entry", row -> Cell.text(siteAndEntry(row))),
            PageColumn.of("rse", "RSE", row -> Cell.text(row.rse())),
            PageColumn.of("exit_code", "Jobscript exit", row -> Cell.count(row.exitCode())));

    static final List<PageColumn<AllocationRow>> ALLOCATIONS = List.of(
            PageColumn.of("job", "Job", row -> Cell.code(row.job()).to(Links.job(row.job()))),
            PageColumn.of("did", "File DID", row -> Cell.code(row.did())),
            PageColumn.of("rse", "RSE", row -> Cell.text(row.rse())),
            PageColumn.of("site", "Site", row -> Cell.text(row.site())),
            PageColumn.of("allocated_at", "Allocated", row -> Cell.time(row.allocatedAt())),
            PageColumn.of("ended_at", "Ended", row -> Cell.time(row.endedAt())),
            PageColumn.of(
                    "end", "How it ended", row -> row.end().map(Cell::state).orElse(Cell.nothing())));

    static final List<PageColumn<FoundReplica>> REPLICAS = List.of(
            PageColumn.of("rse", "RSE", row -> Cell.text(row.rse())),
            PageColumn.of("wan_pfn", "Read from anywhere", row -> Cell.code(row.wanPfn())),
            PageColumn.of(
                    "lan_pfn",
                    "Read at the site",
                    row -> row.lanPfn().map(Cell::code).orElse(Cell.nothing())));

    private LedgerTables() {}

    private static String siteAndEntry(EventRow row) {
        String site = row.site().map(Object::toString).orElse("");
        String entry = row.entry().orElse("");
        return entry.isEmpty() ? site : site + "/" + entry;
    }
}

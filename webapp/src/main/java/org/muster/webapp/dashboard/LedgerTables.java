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
    static final List<Column<FileRow>> FILES = List.of(
            Column.of("did", "DID", row -> Cell.code(row.did()).to(Links.file(row.fileId()))),
            Column.of("stage", "Stage", row -> Cell.text(row.stage()).to(Links.stage(row.stage()))),
            Column.of(
                    "attempts",
                    "Attempts",
                    row -> new Cell(
                            row.attempts() + "/" + row.maxAttempts(),
                            Integer.toString(row.attempts()),
                            "",
                            Cell.Look.NUMBER)),
            Column.of("state", "State", row -> Cell.state(row.state())),
            Column.of("allocated_at", "Allocated", row -> Cell.time(row.allocatedAt())),
            Column.of("rse", "RSE", row -> Cell.text(row.rse())),
            Column.of("site", "Site", row -> Cell.text(row.site())),
            Column.of(
                    "job",
                    "Jobs",
                    row -> row.job()
                            .map(job -> Cell.code(job).to(Links.job(job)))
                            .orElse(Cell.nothing())),
            Column.of("size_bytes", "Size", row -> Cell.bytes(row.sizeBytes())),
            Column.of("processed_at", "Processed", row -> Cell.time(row.processedAt())));

    static final List<Column<JobRow>> JOBS = List.of(
            Column.of("jobsub_id", "Jobsub ID", row -> Cell.code(row.jobsubId()).to(Links.job(row.jobsubId()))),
            Column.of("stage", "Stage", row -> Cell.text(row.stage()).to(Links.stage(row.stage()))),
            Column.of("state", "State", row -> Cell.state(row.state())),
            Column.of("site", "Site", row -> Cell.text(row.site())),
            Column.of("entry", "Entry", row -> Cell.text(row.entry())),
            Column.of("exit_code", "Jobscript exit", row -> Cell.count(row.exitCode())),
            Column.of("abort_code", "Abort code", row -> Cell.count(row.abortCode())),
            Column.of("allocated_files", "Files", row -> Cell.count(row.allocatedFiles())),
            Column.of("real_seconds", "Real time", row -> Cell.seconds(row.realSeconds())),
            Column.of("cpu_seconds", "CPU time", row -> Cell.seconds(row.cpuSeconds())),
            Column.of("max_rss_bytes", "Max RSS", row -> Cell.bytes(row.maxRssBytes())),
            Column.of("submitted_at", "Submitted", row -> Cell.time(row.submittedAt())),
            Column.of("started_at", "Started", row -> Cell.time(row.startedAt())),
            Column.of("heartbeat_at", "Heartbeat", row -> Cell.time(row.heartbeatAt())),
            Column.of("finished_at", "Finished", row -> Cell.time(row.finishedAt())));

    static final List<Column<OutputRow>> OUTPUTS = List.of(
            Column.of("did", "DID", row -> Cell.code(row.did())),
            Column.of("stage", "Stage", row -> Cell.text(row.stage()).to(Links.stage(row.stage()))),
            Column.of("state", "State", row -> Cell.state(row.state())),
            Column.of("size_bytes", "Size", row -> Cell.bytes(row.sizeBytes())),
            Column.of("events", "Events", row -> Cell.count(row.events())),
            Column.of("rse", "RSE", row -> Cell.text(row.rse())),
            Column.of("registered", "In the catalogues", row -> Cell.text(row.registered() ? "yes" : "no")),
            Column.of("adler32", "Adler-32", row -> Cell.code(row.adler32())),
            Column.of("job", "Job", row -> Cell.code(row.job()).to(Links.job(row.job()))),
            Column.of("recorded_at", "Recorded", row -> Cell.time(row.recordedAt())),
            Column.of("pfn", "PFN", row -> Cell.code(row.pfn())));

    static final List<Column<EventRow>> EVENTS = List.of(
            Column.of("event_id", "Event", row -> Cell.count(row.eventId())),
            Column.of(
                    "type",
                    "Type",
                    row -> new Cell(row.type() + " " + row.name(), Integer.toString(row.type()), "", Cell.Look.CODE)),
            Column.of("time", "Time", row -> Cell.time(row.time())),
            Column.of("workflow", "Workflow", row -> Cell.text(row.workflow()).to(Links.workflow(row.workflow()))),
            Column.of(
                    "stage",
                    "Stage",
                    row -> row.stage()
                            .map(stage -> Cell.text(stage.stage()).to(Links.stage(stage)))
                            .orElse(Cell.nothing())),
            Column.of("did", "File DID", row -> row.did().map(Cell::code).orElse(Cell.nothing())),
            Column.of(
                    "job",
                    "Jobsub ID",
                    row -> row.job()
                            .map(job -> Cell.code(job).to(Links.job(job)))
                            .orElse(Cell.nothing())),
            Column.of("site_entry", "Site/Entry", row -> Cell.text(siteAndEntry(row))),
            Column.of("rse", "RSE", row -> Cell.text(row.rse())),
            Column.of("exit_code", "Jobscript exit", row -> Cell.count(row.exitCode())));

    static final List<Column<AllocationRow>> ALLOCATIONS = List.of(
            Column.of("job", "Job", row -> Cell.code(row.job()).to(Links.job(row.job()))),
            Column.of("did", "File DID", row -> Cell.code(row.did())),
            Column.of("rse", "RSE", row -> Cell.text(row.rse())),
            Column.of("site", "Site", row -> Cell.text(row.site())),
            Column.of("allocated_at", "Allocated", row -> Cell.time(row.allocatedAt())),
            Column.of("ended_at", "Ended", row -> Cell.time(row.endedAt())),
            Column.of("end", "How it ended", row -> Cell.state(row.end())));

    static final List<Column<FoundReplica>> REPLICAS = List.of(
            Column.of("rse", "RSE", row -> Cell.text(row.rse())),
            Column.of("wan_pfn", "Read from anywhere", row -> Cell.code(row.wanPfn())),
            Column.of("lan_pfn", "Read at the site", row -> Cell.code(row.lanPfn())));

    private LedgerTables() {}

    private static String siteAndEntry(EventRow row) {
        String site = row.site().map(Object::toString).orElse("");
        String entry = row.entry().orElse("");
        return entry.isEmpty() ? site : site + "/" + entry;
    }
}

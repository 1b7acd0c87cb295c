package org.muster.cli.files;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.cli.session.PlatformOptions;
import org.muster.cli.text.PageOptions;
import org.muster.cli.text.Presentation;
import org.muster.cli.text.Sheet;
import org.muster.cli.text.TextTable;
import org.muster.domain.text.Units;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.AllocationRow;
import org.muster.protocol.control.FileDetail;
import org.muster.protocol.control.FileRow;
import org.muster.protocol.control.FoundReplica;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code muster file}. */
@Command(name = "file", description = "Look at the input files of a stage.")
public final class FileCommands {
    @Command(description = "Input files of a stage.")
    int list(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Mixin PageOptions paging,
            @Parameters(paramLabel = "STAGE", description = "Such as w123s1.") StageRef stage,
            @Option(names = "--state", description = "Only in this state.", defaultValue = "") String state,
            @Option(names = "--did", description = "Only this file.", defaultValue = "") String did) {
        Map<String, String> filters = new LinkedHashMap<>();
        filters.put("state", state);
        filters.put("did", did);
        return answer.list(paging, filters, query -> platform.platform().files(stage, query), FileCommands::table);
    }

    /** A DID names a file of many stages: its line in one stage's list has the number. */
    private static final class FileNumber implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("a file is the number in the list, not '" + text
                        + "'; muster file list STAGE --did " + text + " shows it");
            }
        }
    }

    @Command(description = "One file: its replicas, and every attempt at it.")
    int show(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Parameters(paramLabel = "FILE-ID", description = "The number in the list.", converter = FileNumber.class)
                    Long file) {
        FileDetail detail = platform.platform().file(file);
        return answer.show(detail, () -> sheet(detail));
    }

    private static String table(List<FileRow> rows) {
        TextTable table =
                new TextTable(">id", "DID", ">attempts", "state", "allocated (UTC)", "RSE", "site", "job", ">size");
        for (FileRow row : rows) {
            table.row(
                    row.fileId(),
                    row.did(),
                    row.attempts() + "/" + row.maxAttempts(),
                    row.state(),
                    Units.time(row.allocatedAt()),
                    row.rse(),
                    row.site(),
                    row.job(),
                    Units.bytes(row.sizeBytes()));
        }
        return table.textOr("No such files.");
    }

    private static String sheet(FileDetail detail) {
        FileRow file = detail.file();
        TextTable replicas = new TextTable("RSE", "address");
        for (FoundReplica replica : detail.replicas()) {
            replicas.row(replica.rse(), replica.wanPfn());
        }
        return new Sheet()
                        .line("file", file.did())
                        .line("stage", file.stage())
                        .line("state", file.state())
                        .line("attempts", file.attempts() + " of " + file.maxAttempts())
                        .line("size", Units.bytes(file.sizeBytes()))
                        .line("processed", file.processedAt().map(time -> Units.time(time) + " UTC"))
                        .text()
                + "\nReplicas\n" + replicas.textOr("None known.") + "\nAttempts\n"
                + attempts(detail);
    }

    private static String attempts(FileDetail detail) {
        TextTable table = new TextTable("allocated (UTC)", "ended (UTC)", "end", "job", "site", "RSE");
        for (AllocationRow row : detail.allocations()) {
            table.row(
                    Units.time(row.allocatedAt()),
                    Units.time(row.endedAt()),
                    row.end(),
                    row.job(),
                    row.site(),
                    row.rse());
        }
        return table.textOr("None yet.");
    }
}

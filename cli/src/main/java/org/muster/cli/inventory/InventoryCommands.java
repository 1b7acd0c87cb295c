package org.muster.cli.inventory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.cli.session.PlatformOptions;
import org.muster.cli.text.Answer;
import org.muster.cli.text.Paging;
import org.muster.cli.text.Table;
import org.muster.cli.text.Units;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.InventoryChangeRow;
import org.muster.protocol.platform.InventoryProposalRow;
import org.muster.protocol.platform.StorageUsage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster inventory}. */
@Command(
        name = "inventory",
        description = "Look at sites, storages and quotas, and at changes that wait for a decision.")
public final class InventoryCommands {
    @Command(
            description =
                    "Differences between what was found and what matching goes by; data management decides in Tasklist.")
    int diff(
            @Mixin PlatformOptions platform,
            @Mixin Answer answer,
            @Mixin Paging paging,
            @Option(
                            names = "--state",
                            description =
                                    "Of changes in this state: open (default), approved, refused, finished, withdrawn.",
                            defaultValue = "open")
                    String state,
            @Option(
                            names = "--change",
                            paramLabel = "N",
                            description = "Of this change, whatever its state.",
                            defaultValue = "")
                    String change) {
        Map<String, String> filters = new HashMap<>();
        filters.put("proposal", change);
        filters.put("state", change.isEmpty() ? state : "");
        Page<InventoryChangeRow> page = platform.platform().inventoryChanges(paging.with(filters));
        return answer.page(page, () -> {
            Table table = new Table(">change", "state", "difference");
            page.rows().forEach(row -> table.row(row.proposal(), row.state(), row.text()));
            return table.textOr("No differences.");
        });
    }

    @Command(description = "Changes of the inventory and what was decided, newest first.")
    int changes(@Mixin PlatformOptions platform, @Mixin Answer answer, @Mixin Paging paging) {
        Page<InventoryProposalRow> page = platform.platform().inventoryProposals(paging.with(Map.of()));
        return answer.page(page, () -> {
            Table table = new Table(">change", "state", ">differences", "found (UTC)", "decided by", "comment");
            for (InventoryProposalRow row : page.rows()) {
                table.row(
                        row.proposal(),
                        row.state(),
                        Units.count(row.changes()),
                        Units.time(row.foundAt()),
                        row.decidedBy(),
                        row.comment());
            }
            return table.textOr("The inventory was never changed.");
        });
    }

    @Command(description = "Storages: whether they can be read and written, and how full they are.")
    int storages(@Mixin PlatformOptions platform, @Mixin Answer answer) {
        List<StorageUsage> storages = platform.platform().storages();
        return answer.show(storages, () -> {
            Table table = new Table("RSE", "read", "write", ">used", ">size", "seen (UTC)");
            for (StorageUsage storage : storages) {
                table.row(
                        storage.rse(),
                        storage.readable() ? "on" : "off",
                        storage.writable() ? "on" : "off",
                        Units.bytes(storage.usedBytes()),
                        storage.totalBytes() > 0 ? Units.bytes(storage.totalBytes()) : "",
                        Units.time(storage.seenAt()));
            }
            return table.textOr("No storages seen yet.");
        });
    }
}

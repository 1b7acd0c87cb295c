package org.muster.cli.inventory;

import java.util.List;
import org.muster.cli.session.PlatformOptions;
import org.muster.cli.text.Presentation;
import org.muster.cli.text.TextTable;
import org.muster.domain.text.Units;
import org.muster.protocol.platform.StorageUsage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code muster inventory}. */
@Command(name = "inventory", description = "Look at storages. Changes of the inventory are proposals.")
public final class InventoryCommands {
    @Command(description = "Storages: whether they can be read and written, and how full they are.")
    int storages(@Mixin PlatformOptions platform, @Mixin Presentation answer) {
        List<StorageUsage> storages = platform.platform().storages();
        return answer.show(storages, () -> {
            TextTable table = new TextTable("RSE", "read", "write", ">used", ">size", "seen (UTC)");
            for (StorageUsage storage : storages) {
                table.row(
                        storage.rse(),
                        storage.readable() ? "on" : "off",
                        storage.writable() ? "on" : "off",
                        Units.bytes(storage.usedBytes()),
                        storage.totalBytes().map(Units::bytes),
                        Units.time(storage.seenAt()));
            }
            return table.textOr("No storages seen yet.");
        });
    }
}

package org.muster.agents.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.platform.FoundInventory;
import org.muster.protocol.platform.InventoryChange;

class InventoryDiffTest {
    private static Inventory.Site site(String name, int cores, String... entries) {
        return new Inventory.Site(
                new SiteName(name),
                true,
                Arrays.asList(entries),
                new Inventory.Limits(Optional.of(cores), Optional.of(2000), Optional.of(86_400)));
    }

    private static Inventory.Storage storage(String name, String prefix) {
        return new Inventory.Storage(
                new RseName(name), true, true, false, Optional.of("davs"), Optional.of(prefix), true);
    }

    private static Inventory.SiteDistance distance(String site, String rse, int distance) {
        return new Inventory.SiteDistance(new SiteName(site), new RseName(rse), new Distance(distance));
    }

    private static List<String> between(Inventory current, Inventory found) {
        return InventoryDiff.between(current, found).stream()
                .map(InventoryChange::text)
                .toList();
    }

    @Test
    void limitsOfAnEntryAreToldWhenTheyAreItsOwn() {
        Inventory.Limits most = new Inventory.Limits(Optional.of(8), Optional.of(16_000), Optional.of(86_400));
        List<String> entries = List.of("X-big", "X-small");
        Inventory.Site was = new Inventory.Site(
                new SiteName("X"),
                true,
                entries,
                most,
                Map.of("X-small", new Inventory.Limits(Optional.of(1), Optional.of(2000), Optional.of(86_400))));
        Inventory.Site is = new Inventory.Site(
                new SiteName("X"),
                true,
                List.of("X-big", "X-small", "X-new"),
                most,
                Map.of(
                        "X-small",
                        new Inventory.Limits(Optional.of(4), Optional.of(2000), Optional.empty()),
                        "X-new",
                        Inventory.Limits.UNKNOWN));

        assertThat(between(only(was), only(is)))
                .containsExactly(
                        "entry X-new of site X: added",
                        "entry X-small of site X: max cores 1 -> 4",
                        "entry X-small of site X: max wall time (s) 86400 -> no limit");
    }

    private static Inventory only(Inventory.Site site) {
        return new Inventory(List.of(site), List.of(), List.of(), List.of());
    }

    @Test
    void differencesAreSentences() {
        Inventory current = new Inventory(
                List.of(site("X", 4, "X-CE", "X-old"), site("Gone", 1)),
                List.of(storage("A", "davs://a"), storage("B", "")),
                List.of(distance("X", "A", 20), distance("Gone", "A", 30)),
                List.of(new Inventory.Quota("muster", true, 10, 100), new Inventory.Quota("old", true, 1, 1)));
        Inventory found = new Inventory(
                List.of(
                        new Inventory.Site(
                                new SiteName("X"),
                                false,
                                List.of("X-CE", "X-new"),
                                new Inventory.Limits(Optional.of(8), Optional.of(2000), Optional.of(86_400))),
                        site("New", 2, "New-CE")),
                List.of(storage("A", "davs://b"), storage("C", "davs://c")),
                List.of(distance("X", "A", 10), distance("New", "A", 5)),
                List.of(new Inventory.Quota("muster", false, 20, 200), new Inventory.Quota("new", true, 1, 1)));

        assertThat(between(current, found))
                .containsExactly(
                        "site New: added (enabled, entries New-CE, max cores 2)",
                        "site X: enabled yes -> no",
                        "site X: max cores 4 -> 8",
                        "entry X-new of site X: added",
                        "entry X-old of site X: removed",
                        "site Gone: removed",
                        "storage A: uploads to davs://a -> davs://b",
                        "storage C: added (disk, uploads to davs://c)",
                        "storage B: removed",
                        "distance X to A: 20 -> 10",
                        "quota muster: enabled yes -> no",
                        "quota muster: max running jobs 10 -> 20",
                        "quota muster: max files of a workflow 100 -> 200",
                        "quota new: added (max running jobs 1, max files of a workflow 1)",
                        "quota old: removed");
    }

    @Test
    void anotherOrderIsNoDifference() {
        Inventory one = new Inventory(List.of(site("X", 4, "a", "b"), site("Y", 1)), List.of(), List.of(), List.of());
        Inventory other = new Inventory(List.of(site("Y", 1), site("X", 4, "b", "a")), List.of(), List.of(), List.of());

        assertThat(between(one, other)).isEmpty();
    }

    @Test
    void aSwitchOfAStorageIsNotDecided() {
        Inventory.Storage on = storage("A", "davs://a");
        Inventory.Storage off = new Inventory.Storage(
                on.rse(), false, false, false, Optional.of("davs"), Optional.of("davs://a"), true);
        Inventory current = new Inventory(List.of(), List.of(on), List.of(), List.of());
        Inventory found = new Inventory(List.of(), List.of(off), List.of(), List.of());

        assertThat(between(current, found)).isEmpty();
        assertThat(InventoryDiff.availability(current, found)).isEqualTo(found);
    }

    @Test
    void moreThanAProposalNamesAreCounted() {
        List<Inventory.Quota> many = new ArrayList<>();
        IntStream.range(0, FoundInventory.MAX_CHANGES + 7)
                .forEach(i -> many.add(new Inventory.Quota("q" + i, true, 1, 1)));
        Inventory nothing = new Inventory(List.of(), List.of(), List.of(), List.of());

        List<String> changes = between(nothing, new Inventory(List.of(), List.of(), List.of(), many));

        assertThat(changes).hasSize(FoundInventory.MAX_CHANGES);
        assertThat(changes.get(changes.size() - 1)).isEqualTo("and 8 more differences");
    }
}

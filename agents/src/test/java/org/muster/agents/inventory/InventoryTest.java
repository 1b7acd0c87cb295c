package org.muster.agents.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.agents.fake.Catalogues;
import org.muster.connectors.fake.FakeServer.Outcome;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.platform.FoundInventory;
import org.muster.protocol.platform.Incident;
import org.muster.protocol.platform.InventoryChange;
import org.muster.protocol.platform.StorageUsage;

class InventoryTest {
    private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");

    private final Catalogues world = new Catalogues();
    private InventoryAgent agent = agent(10);

    private InventoryAgent agent(int maxRunningJobs) {
        return agent(
                maxRunningJobs,
                new SiteList.ConfiguredSite("UK_North", true, List.of("UK_North-CE"), 8, 0, 0),
                new SiteList.ConfiguredSite("FR_West", false, List.of(), 0, 0, 0));
    }

    private InventoryAgent agent(SiteList.ConfiguredSite... sites) {
        return agent(10, sites);
    }

    private InventoryAgent agent(int maxRunningJobs, SiteList.ConfiguredSite... sites) {
        return new InventoryAgent(
                new SiteList(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(10),
                        "",
                        SiteFile.SITE,
                        List.of(sites),
                        List.of(new SiteList.ConfiguredQuota("muster", true, maxRunningJobs, 100)),
                        Map.of(),
                        NearPlaces.NONE),
                world.rucioClient(),
                world.allocator.client(),
                world.platform.client(),
                world.setAside);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void theAllocatorIsToldWhatRucioAndTheConfigurationSay() {
        agent.doWork(NOW);

        Inventory told = world.allocator.inventories.get(0);
        assertThat(told.sites()).extracting(Inventory.Site::enabled).containsExactly(false, true);
        assertThat(told.storages())
                .contains(new Inventory.Storage(
                        new RseName("UK_NORTH_DISK"),
                        true,
                        true,
                        false,
                        Optional.of("davs"),
                        Optional.of("davs://storage.example:443/UK_NORTH_DISK"),
                        true))
                .anySatisfy(storage -> {
                    assertThat(storage.rse().value()).isEqualTo("UK_NORTH_TAPE");
                    assertThat(storage.tape()).isTrue();
                    assertThat(storage.writable()).isFalse();
                });
        assertThat(told.distances())
                .contains(
                        new Inventory.SiteDistance(
                                new SiteName("FR_West"), new RseName("UK_NORTH_DISK"), new Distance(30)),
                        new Inventory.SiteDistance(new SiteName("FR_West"), RseName.MONTECARLO, Distance.SAME_SITE));
        assertThat(told.quotas())
                .singleElement()
                .extracting(Inventory.Quota::maxRunningJobs)
                .isEqualTo(10);
    }

    @Test
    void sitesAndStoragesWithNamesThatAreNoneAreLeftOutAloneAndTold() {
        world.rucio.addRse("uk north; disk", "UK_North", "DISK");
        agent = agent(
                new SiteList.ConfiguredSite("UK North", true, List.of(), 8, 0, 0),
                new SiteList.ConfiguredSite("", true, List.of(), 8, 0, 0),
                new SiteList.ConfiguredSite("FR_West", true, List.of(), 0, 0, 0));

        for (int round = 0; round < 6; round++) {
            agent.doWork(NOW.plus(Duration.ofMinutes(round)));
            world.setAside.doWork(NOW.plus(Duration.ofMinutes(round)));
        }

        Inventory told = world.allocator.inventories.get(0);
        assertThat(told.sites()).extracting(site -> site.name().value()).containsExactly("FR_West");
        assertThat(told.storages()).hasSize(3);
        assertThat(world.platform.incidents)
                .extracting(incident -> incident.source() + ": " + incident.subject())
                .contains("inventory sites: UK North", "inventory sites: unknown", "inventory: uk north; disk");
        assertThat(world.platform.incidents)
                .allSatisfy(incident -> assertThat(incident.reason()).startsWith("it is left out: "));

        agent = agent(new SiteList.ConfiguredSite("UK_North", true, List.of(), 8, 0, 0));
        agent.doWork(NOW.plus(Duration.ofMinutes(10)));
        world.setAside.doWork(NOW.plus(Duration.ofMinutes(10)));
        assertThat(world.platform.over).extracting(Incident::subject).containsExactlyInAnyOrder("UK North", "unknown");
    }

    private List<String> proposed() {
        return world.platform.inventories.get(world.platform.inventories.size() - 1).changes().stream()
                .map(InventoryChange::text)
                .toList();
    }

    @Test
    void theFirstInventoryGoesThroughAtOnceAndIsToldOnce() {
        agent.doWork(NOW);
        agent.doWork(NOW.plusSeconds(60));

        assertThat(world.allocator.inventories).hasSize(1);
        assertThat(proposed()).isEmpty();
        world.allocator.inventories.clear();
        agent.doWork(NOW.plusSeconds(120));
        assertThat(world.allocator.inventories)
                .as("an allocator that was set up anew has a first one again")
                .hasSize(1);
    }

    @Test
    void aChangeWaitsForItsApproval() {
        agent.doWork(NOW);
        world.rucio.addRse("FR_WEST_DISK", "FR_West", "DISK");

        agent.doWork(NOW.plusSeconds(60));

        assertThat(proposed())
                .containsExactly(
                        "storage FR_WEST_DISK: added (disk, uploads to davs://storage.example:443/FR_WEST_DISK)");
        assertThat(world.allocator.inventories).as("matching stays as it is").hasSize(1);
        FoundInventory found = world.platform.inventories.get(1);
        world.allocator.client().inventory(found.inventory());
        agent.doWork(NOW.plusSeconds(120));
        assertThat(proposed()).as("approved and in force").isEmpty();
    }

    @Test
    void whatCanBeReadAndWrittenGoesThroughAtOnceEvenWhileSomethingWaits() {
        agent.doWork(NOW);
        agent = agent(20);
        Inventory before = world.allocator.inventories.get(0);
        Inventory red = InventoryDiff.availability(before, switchedOff(before));
        world.allocator.inventories.set(0, red);

        agent.doWork(NOW.plusSeconds(60));

        assertThat(proposed()).containsExactly("quota muster: max running jobs 10 -> 20");
        assertThat(world.allocator.inventories).containsExactly(red, before);
    }

    private static Inventory switchedOff(Inventory inventory) {
        return new Inventory(
                inventory.sites(),
                inventory.storages().stream()
                        .map(storage -> new Inventory.Storage(
                                storage.rse(),
                                false,
                                false,
                                storage.tape(),
                                storage.scheme(),
                                storage.writePrefix(),
                                storage.deterministic()))
                        .toList(),
                inventory.distances(),
                inventory.quotas());
    }

    @Test
    void theAllocatorIsToldAlthoughTheWebappIsAway() {
        world.platform.fault(request -> Outcome.OVERLOAD);

        assertThatExceptionOfType(ExternalSystemUnavailable.class).isThrownBy(() -> agent.doWork(NOW));

        assertThat(world.allocator.inventories).hasSize(1);
    }

    @Test
    void howFullTheStoragesAreIsShownAndAskedSeldom() {
        agent.doWork(NOW);
        agent.doWork(NOW.plusSeconds(60));

        assertThat(world.rucio.log())
                .filteredOn(call -> call.endsWith("/usage"))
                .hasSize(3);
        assertThat(world.platform.storages)
                .contains(new StorageUsage(new RseName("UK_NORTH_DISK"), true, true, 1, Optional.of(3L), NOW));
    }
}

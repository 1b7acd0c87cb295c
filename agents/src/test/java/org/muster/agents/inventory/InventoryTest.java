package org.muster.agents.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.agents.fake.Catalogues;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;
import org.muster.protocol.control.Inventory;

class InventoryTest {
    private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");

    private final Catalogues world = new Catalogues();
    private final InventoryAgent agent = new InventoryAgent(
            new SiteList(
                    Duration.ofMinutes(1),
                    List.of(
                            new SiteList.ConfiguredSite("UK_North", true, List.of("UK_North-CE")),
                            new SiteList.ConfiguredSite("FR_West", false, List.of())),
                    List.of(new SiteList.ConfiguredQuota("muster", true, 10, 100)),
                    Map.of()),
            world.rucioClient(),
            world.allocator.client());

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest(name = "{0} to {1} at {2}: {3}")
    @CsvSource({
        "UK_North, UK_NORTH_DISK, UK_North, 0",
        "UK_North, MONTECARLO, '', 0",
        "US_FNAL-FermiGrid, FNAL_DCACHE, US_FNAL-T1, 0",
        "US_NERSC, NERSC_DISK, US_NERSC-Other, 0",
        "UK_North, NERSC_DISK, US_NERSC, 101",
        "UK_North-A, RSE_B, UK_North-B, 10",
        "NL_NIKHEF, SURFSARA, NL_SURFSARA, 10",
        "UK_North, UK_SOUTH_DISK, UK_South, 20",
        "UK_North, FR_WEST_DISK, FR_West, 30",
        "UK_North, CERN_PDUNE, CERN, 30",
        "US_West, CERN_PDUNE, CERN, 90",
        "UK_North, FNAL_DCACHE, US_FNAL-FermiGrid, 90",
        "UK_North, US_WEST_DISK, US_West, 100",
        "UK_North, ORPHAN, '', 100",
    })
    void distances_follow_the_first_rule_that_holds(String site, String rse, String rseSite, int distance) {
        assertThat(new Distances(Map.of()).between(new SiteName(site), new RseName(rse), rseSite))
                .isEqualTo(new Distance(distance));
    }

    @Test
    void the_allocator_is_told_what_Rucio_and_the_configuration_say() {
        agent.doWork(NOW);

        Inventory told = world.allocator.inventories.get(0);
        assertThat(told.sites()).extracting(Inventory.Site::enabled).containsExactly(true, false);
        assertThat(told.storages())
                .contains(new Inventory.Storage(
                        new RseName("UK_NORTH_DISK"),
                        true,
                        true,
                        false,
                        "davs",
                        "davs://storage.example:443/UK_NORTH_DISK",
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
    void it_is_told_again_only_when_something_changed_or_the_allocator_forgot() {
        agent.doWork(NOW);
        agent.doWork(NOW.plusSeconds(60));
        assertThat(world.allocator.inventories).hasSize(1);

        world.rucio.addRse("FR_WEST_DISK", "FR_West", "DISK");
        agent.doWork(NOW.plusSeconds(90));
        assertThat(world.allocator.inventories).as("not before its time").hasSize(1);
        agent.doWork(NOW.plusSeconds(120));
        assertThat(world.allocator.inventories).hasSize(2);

        world.allocator.inventories.clear();
        agent.doWork(NOW.plusSeconds(180));
        assertThat(world.allocator.inventories).hasSize(1);
    }
}

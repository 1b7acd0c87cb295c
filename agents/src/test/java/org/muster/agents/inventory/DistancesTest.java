package org.muster.agents.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.FileSystemResource;

class DistancesTest {
    private static final Path EXAMPLE = Path.of("../examples/experiments/dune.yaml");

    @ParameterizedTest(name = "{0} to {1} at {2}: {3}")
    @CsvSource({
        "UK_North, UK_NORTH_DISK, UK_North, 0",
        "UK_North, MONTECARLO, '', 0",
        "UK_North-A, RSE_B, UK_North-B, 10",
        "UK_North, UK_SOUTH_DISK, UK_South, 20",
        "UK_North, FR_WEST_DISK, FR_West, 30",
        "UK_North, US_WEST_DISK, US_West, 100",
        "UK_North, ORPHAN, '', 100",
        "US_FNAL-FermiGrid, FNAL_DCACHE, US_FNAL-T1, 10",
        "UK_North, NERSC_DISK, US_NERSC, 100",
        "NL_NIKHEF, SURFSARA, NL_SURFSARA, 20",
        "UK_North, CERN_PDUNE, CERN, 100",
        "X, RSE, Y, 100",
    })
    void nothingIsKnownButWhatNamesTell(String site, String rse, String rseSite, int distance) {
        assertThat(new Distances(Map.of(), NearPlaces.NONE).between(new SiteName(site), new RseName(rse), rseSite))
                .isEqualTo(new Distance(distance));
    }

    /** justIN's own table. */
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
    void anExperimentsPlacesAreConfiguration(String site, String rse, String rseSite, int distance) throws IOException {
        MutablePropertySources sources = new MutablePropertySources();
        new YamlPropertySourceLoader()
                .load("example", new FileSystemResource(EXAMPLE))
                .forEach(sources::addLast);
        SiteList configured = new Binder(ConfigurationPropertySources.from(sources))
                .bind("muster.inventory", SiteList.class)
                .get();

        assertThat(configured.siteAttribute()).isEqualTo("GLIDEIN_DUNESite");
        assertThat(new Distances(configured.regions(), configured.distances())
                        .between(new SiteName(site), new RseName(rse), rseSite))
                .isEqualTo(new Distance(distance));
    }
}

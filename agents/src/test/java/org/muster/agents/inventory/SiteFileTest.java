package org.muster.agents.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.site.SiteName;
import org.muster.protocol.control.Inventory;

class SiteFileTest {
    private static final String ATTRIBUTE = "GLIDEIN_ExperimentSite";
    private static final String XML = """
            <?xml version="1.0"?>
            <glidein>
              <entries>
                <entry name="EXP_UK_ce01" enabled="True" gridtype="condor">
                  <attrs>
                    <attr name="GLIDEIN_ExperimentSite" value="UK_RAL-Tier1" type="string"/>
                    <attr name="GLIDEIN_CPUS" value="8" type="string"/>
                    <attr name="GLIDEIN_MaxMemMBs" value="20480" type="int"/>
                    <attr name="GLIDEIN_Max_Walltime" value="171000" type="int"/>
                  </attrs>
                </entry>
                <entry name="EXP_UK_ce02" enabled="True">
                  <attrs><attr name="GLIDEIN_ExperimentSite" value="UK_RAL-Tier1"/><attr name="GLIDEIN_CPUS" value="auto"/>
                    <attr name="GLIDEIN_MaxMemMBs" value="16000"/><attr name="GLIDEIN_Max_Walltime" value="86400"/></attrs>
                </entry>
                <entry name="EXP_UK_ce03" enabled="True">
                  <attrs><attr name="GLIDEIN_ExperimentSite" value="UK_RAL-Tier1"/><attr name="GLIDEIN_CPUS" value="1"/>
                    <attr name="GLIDEIN_MaxMemMBs" value="2000"/><attr name="GLIDEIN_Max_Walltime" value="3600"/></attrs>
                </entry>
                <entry name="EXP_FR_ce01" enabled="False">
                  <attrs><attr name="GLIDEIN_ExperimentSite" value="FR_CCIN2P3"/></attrs>
                </entry>
                <entry name="CMS_XX_ce01"><attrs><attr name="GLIDEIN_CMSSite" value="T2_XX"/></attrs></entry>
              </entries>
            </glidein>
            """;

    private static final String YAML = """
            UK_RAL:
              uk-ral-resource:
                EXP_UK_ce01:
                  gatekeeper: ce01.example.org ce01.example.org:9619
                  attrs:
                    GLIDEIN_ExperimentSite: {value: UK_RAL-Tier1}
                    GLIDEIN_CPUS: {value: 8}
                    GLIDEIN_Max_Walltime: {value: 171000}
            Elsewhere:
              resource:
                CMS_XX_ce01:
                  attrs: {GLIDEIN_CMSSite: {value: T2_XX}}
            """;

    private final Path directory;

    SiteFileTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void sitesAreReadFromTheFactorysXml() throws IOException {
        assertThat(SiteFile.read(file("sites.xml", XML), ATTRIBUTE).sites())
                .containsExactly(
                        new Inventory.Site(
                                new SiteName("FR_CCIN2P3"),
                                false,
                                List.of(),
                                new Inventory.Limits(Optional.empty(), Optional.empty(), Optional.empty())),
                        new Inventory.Site(
                                new SiteName("UK_RAL-Tier1"),
                                true,
                                List.of("EXP_UK_ce01", "EXP_UK_ce02", "EXP_UK_ce03"),
                                new Inventory.Limits(Optional.empty(), Optional.of(20_480), Optional.of(171_000)),
                                Map.of(
                                        "EXP_UK_ce01",
                                                new Inventory.Limits(
                                                        Optional.of(8), Optional.of(20_480), Optional.of(171_000)),
                                        "EXP_UK_ce02",
                                                new Inventory.Limits(
                                                        Optional.empty(), Optional.of(16_000), Optional.of(86_400)),
                                        "EXP_UK_ce03",
                                                new Inventory.Limits(
                                                        Optional.of(1), Optional.of(2_000), Optional.of(3_600)))));
    }

    @Test
    void sitesAreReadFromTheFactorysYaml() throws IOException {
        assertThat(SiteFile.read(file("sites.yml", YAML), ATTRIBUTE).sites())
                .containsExactly(new Inventory.Site(
                        new SiteName("UK_RAL-Tier1"),
                        true,
                        List.of("EXP_UK_ce01"),
                        new Inventory.Limits(Optional.of(8), Optional.empty(), Optional.of(171_000))));
    }

    @Test
    void aSiteWhoseNameIsNoneIsLeftOutAloneAndNamedWithItsEntries() throws IOException {
        String text = YAML.replace("UK_RAL-Tier1", "UK RAL; Tier1!")
                + "More:\n  resource:\n    FR_ce01: {attrs: {GLIDEIN_ExperimentSite: {value: FR_CCIN2P3}}}\n";

        SiteFile.Content content = SiteFile.read(file("sites.yaml", text), ATTRIBUTE);

        assertThat(content.sites()).extracting(site -> site.name().value()).containsExactly("FR_CCIN2P3");
        assertThat(content.refused())
                .containsOnlyKeys("UK RAL; Tier1!")
                .allSatisfy((name, why) -> assertThat(why)
                        .startsWith("a site name has 1 to 64 letters, digits, '_' and '-', not 'UK RAL; Tier1!', in ")
                        .endsWith("sites.yaml at EXP_UK_ce01"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "cut.xml | <glidein><entries>",
                "list.yaml | [a, b]",
                "broken.yaml | a: [",
                "code.yaml | !!java.net.URL [http://example.org]",
                "doctype.xml | <!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><glidein>&y;</glidein>",
            })
    void aFileThatCannotBeReadIsAnOutage(String name, String text) throws IOException {
        Path file = file(name, text);
        assertThatExceptionOfType(ExternalSystemUnavailable.class)
                .isThrownBy(() -> SiteFile.read(file, ATTRIBUTE))
                .withMessageContaining(name);
    }

    @Test
    void aFileThatIsNotThereIsAnOutage() {
        assertThatExceptionOfType(ExternalSystemUnavailable.class)
                .isThrownBy(() -> SiteFile.read(directory.resolve("none.xml"), ATTRIBUTE));
    }
}

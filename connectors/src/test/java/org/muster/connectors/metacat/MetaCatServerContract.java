package org.muster.connectors.metacat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Muster relies on in servers that understand MQL: the sandbox and a real MetaCat. */
public abstract class MetaCatServerContract extends MetaCatContract {
    @Test
    void childrenAreFoundOnRequest() {
        metacat().declare(dataset(), List.of(file("parent", 10)));
        metacat().declare(dataset(), List.of(file("child", 5, did("parent"))));

        assertThat(metacat().count("children(files from " + dataset() + ")").files())
                .isEqualTo(1);
    }

    @Test
    void outputsAreFoundByTheirStatus() {
        metacat().declare(dataset(), List.of(file("recorded", 10), file("confirmed", 10)));
        metacat().updateMetadata(List.of(did("confirmed")), Map.of("dune.output_status", "confirmed"));

        assertThat(metacat()
                        .count("files from " + dataset() + " where dune.output_status=confirmed")
                        .files())
                .isEqualTo(1);
    }

    @Test
    void keywordsNeedNoBlankBehindThem() {
        metacat().declare(dataset(), List.of(file("near", 10), file("far", 20)));

        assertThat(metacat()
                        .count("filesfrom " + dataset() + " wherecore.event_count=7 orderedlimit 1")
                        .files())
                .isEqualTo(1);
    }

    @Test
    void aQueryIsRefusedForANameAndForArgumentsThatDoNotFit() {
        for (String mql :
                List.of("files selected by " + did("no-query"), "filter stride(3)(files)", "filter no(1)(files)")) {
            assertThatExceptionOfType(MetaCatRefused.class)
                    .as(mql)
                    .isThrownBy(() -> metacat().count(mql))
                    .satisfies(refused -> assertThat(refused.badQuery()).isTrue());
        }
    }

    @Test
    void aNameThatIsNotThereIsTold() {
        String mql = "files selected by " + did("no-query");

        assertThat(metacat().fault(mql))
                .hasValueSatisfying(fault ->
                        assertThat(fault.problem()).isEqualTo("Named query " + did("no-query") + " not found"));
        assertThat(metacat().fault("files where bogus = 1"))
                .hasValueSatisfying(
                        fault -> assertThat(fault.problem()).endsWith("ValueError: Unrecognized attribute name bogus"));
    }

    @Test
    void placesOfFaultsAreCountedPastSignsAndDots() {
        assertThat(column("files where core. = 5")).isEqualTo(19);
        assertThat(column("files where core.x => 5")).isEqualTo(21);
        assertThat(column("files where core.1x = 5")).isEqualTo(21);
        assertThat(column("files from a:b limit 5.5")).isEqualTo(23);
    }

    private int column(String mql) {
        return metacat().fault(mql).orElseThrow().column();
    }

    @Test
    void aQueryThatCannotBeReadIsToldByPlace() {
        String mql = "files from " + dataset() + "\nwhere core.run =";

        assertThat(metacat().fault("files from " + dataset())).isEmpty();
        assertThat(metacat().fault("files frrom lab:bulk")).hasValueSatisfying(fault -> {
            assertThat(fault.line()).isEqualTo(1);
            assertThat(fault.column()).isBetween(7, 13);
            assertThat(fault.pointedOut("files frrom lab:bulk").lines())
                    .endsWith("files frrom lab:bulk", " ".repeat(fault.column() - 1) + "^");
        });
        assertThat(metacat().fault(mql))
                .hasValueSatisfying(fault -> assertThat(fault.line()).isEqualTo(2));
    }
}

package org.muster.connectors.metacat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.domain.data.Did;

/** What Muster relies on in servers that understand MQL: the sandbox and a real MetaCat. */
public abstract class MetaCatServerContract extends MetaCatContract {
    @Test
    void files_know_their_parents_and_children() {
        metacat().declare(dataset(), List.of(file("parent", 10)));
        metacat().declare(dataset(), List.of(file("child", 5, did("parent"))));

        FileLineage parent = metacat().lineage(did("parent")).orElseThrow();
        FileLineage child = metacat().lineage(did("child")).orElseThrow();

        assertThat(parent.children()).containsExactly(child.file().fid());
        assertThat(child.parents()).containsExactly(parent.file().fid());
        assertThat(metacat().lineage(did("nobody"))).isEmpty();
        assertThat(metacat().count("children(files from " + dataset() + ")").files())
                .isEqualTo(1);
    }

    @Test
    void a_dataset_holds_others_whose_files_are_found_on_request() {
        Did upper = did("upper");
        metacat().createDataset(new NewDataset(upper, "", Map.of()));
        metacat().declare(dataset(), List.of(file("below", 10)));

        metacat().addChild(upper, dataset());

        assertThat(metacat().count("files from " + upper).files()).isZero();
        assertThat(metacat().count("files from " + upper + " with subsets").files())
                .isEqualTo(1);
    }

    @Test
    void a_named_query_is_kept_and_replaced() {
        Did name = did("selection");
        metacat().declare(dataset(), List.of(file("chosen", 10), file("other", 10)));

        metacat().keep(new NamedQuery(name, "files from " + dataset()));
        metacat().keep(new NamedQuery(name, "files from " + dataset() + " where name ~ '^chosen'"));

        assertThat(metacat().namedQuery(name))
                .hasValueSatisfying(query -> assertThat(query.mql()).contains("chosen"));
        assertThat(metacat().count("files selected by " + name).files()).isEqualTo(1);
        assertThat(metacat().namedQuery(did("no-query"))).isEmpty();
    }

    @Test
    void outputs_are_found_by_their_status() {
        metacat().declare(dataset(), List.of(file("recorded", 10), file("confirmed", 10)));
        metacat().updateMetadata(List.of(did("confirmed")), Map.of("dune.output_status", "confirmed"));

        assertThat(metacat()
                        .count("files from " + dataset() + " where dune.output_status=confirmed")
                        .files())
                .isEqualTo(1);
    }

    @Test
    void files_declared_together_keep_their_order() {
        List<Did> names = List.of(did("c"), did("a"), did("b"));
        metacat().declare(dataset(), List.of(file("c", 1), file("a", 1), file("b", 1)));

        List<Did> found = new ArrayList<>();
        metacat().query("files from " + dataset() + " ordered", file -> found.add(file.did()));

        assertThat(found).isEqualTo(names);
    }

    @Test
    void keywords_need_no_blank_behind_them() {
        metacat().declare(dataset(), List.of(file("near", 10), file("far", 20)));

        assertThat(metacat()
                        .count("filesfrom " + dataset() + " wherecore.event_count=7 orderedlimit 1")
                        .files())
                .isEqualTo(1);
    }

    @Test
    void a_query_is_refused_for_a_name_and_for_arguments_that_do_not_fit() {
        for (String mql :
                List.of("files selected by " + did("no-query"), "filter stride(3)(files)", "filter no(1)(files)")) {
            assertThatExceptionOfType(MetaCatRefused.class)
                    .as(mql)
                    .isThrownBy(() -> metacat().count(mql))
                    .satisfies(refused -> assertThat(refused.badQuery()).isTrue());
        }
    }

    @Test
    void a_name_that_is_not_there_is_told() {
        String mql = "files selected by " + did("no-query");

        assertThat(metacat().fault(mql))
                .hasValueSatisfying(fault ->
                        assertThat(fault.problem()).isEqualTo("Named query " + did("no-query") + " not found"));
        assertThat(metacat().fault("files where bogus = 1"))
                .hasValueSatisfying(
                        fault -> assertThat(fault.problem()).endsWith("ValueError: Unrecognized attribute name bogus"));
    }

    @Test
    void places_of_faults_are_counted_past_signs_and_dots() {
        assertThat(column("files where core. = 5")).isEqualTo(19);
        assertThat(column("files where core.x => 5")).isEqualTo(21);
        assertThat(column("files where core.1x = 5")).isEqualTo(21);
        assertThat(column("files from a:b limit 5.5")).isEqualTo(23);
    }

    private int column(String mql) {
        return metacat().fault(mql).orElseThrow().column();
    }

    @Test
    void a_query_that_cannot_be_read_is_told_by_place() {
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

    @Test
    void refusals_are_told_apart() {
        assertThatExceptionOfType(MetaCatRefused.class)
                .isThrownBy(
                        () -> metacat().createDataset(new NewDataset(new Did("no-such-namespace", "x"), "", Map.of())))
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(MetaCatError.NOT_FOUND));
        assertThatExceptionOfType(MetaCatRefused.class)
                .isThrownBy(() -> metacat().declare(dataset(), List.of(file("orphan", 5, did("nobody")))))
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(MetaCatError.INVALID_METADATA));
    }
}

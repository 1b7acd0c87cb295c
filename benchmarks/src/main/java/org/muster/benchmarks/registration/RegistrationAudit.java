package org.muster.benchmarks.registration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.benchmarks.processes.Postgres;

/** Counts what the sandbox and the ledger hold after all has been registered. */
final class RegistrationAudit {
    /** Its pattern's, a numbered part of that, and that of its storage. */
    private static final int DATASETS_OF_AN_OUTPUT = 3;

    private static final String EACH_OUTPUT_ONCE = """
            select count(*) from sandbox.rucio_dids d where did_type = 'F' and scope = 'usertests'
                and 1 = (select count(*) from sandbox.rucio_replicas r
                    where r.scope = d.scope and r.name = d.name and r.state = 'A')
                and 1 = (select count(*) from sandbox.metacat_files f
                    where f.namespace = d.scope and f.name = d.name and not f.retired)
            """;

    private final Postgres postgres;

    RegistrationAudit(Postgres postgres) {
        this.postgres = postgres;
    }

    /** Nothing, if all is well. */
    List<String> findings(int outputs, int workflows) throws SQLException {
        Map<String, Long> wrong = new LinkedHashMap<>();
        try (Connection connection = postgres.connect(RegistrarPlatform.CATALOGUES)) {
            wrong.put("outputs in both catalogues, once", outputs - number(connection, EACH_OUTPUT_ONCE));
            wrong.put(
                    "files of Rucio in their three datasets",
                    (long) DATASETS_OF_AN_OUTPUT * outputs
                            - number(connection, "select count(*) from sandbox.rucio_contents"));
            wrong.put(
                    "files of MetaCat in their three datasets",
                    (long) DATASETS_OF_AN_OUTPUT * outputs - number(connection, """
                            select count(*) from sandbox.metacat_dataset_files m
                            join sandbox.metacat_datasets d on d.id = m.dataset_id where d.namespace = 'usertests'
                            """));
            wrong.put("datasets of storages that have one rule, on that storage", number(connection, """
                    select count(*) from sandbox.rucio_dids d
                    where did_type = 'D' and scope = 'usertests' and name like 'dev-%' and 1 <> (
                        select count(*) from sandbox.rucio_rules r where r.scope = d.scope and r.name = d.name
                            and d.name like '%-' || r.rse_expression)
                    """));
            wrong.put("workflows with their dataset in both catalogues", workflows - number(connection, """
                    select count(*) from sandbox.rucio_dids d join sandbox.metacat_datasets m
                        on m.namespace = d.scope and m.name = d.name
                    where did_type = 'D' and scope = 'usertests' and d.name ~ '^benchmark-w[0-9]+$'
                    """));
        }
        try (Connection connection = postgres.connect(RegistrarPlatform.LEDGER)) {
            wrong.put(
                    "outputs that the ledger knows as registered",
                    outputs - number(connection, "select count(*) from outputs where registered_at is not null"));
        }
        List<String> findings = new ArrayList<>();
        wrong.forEach((what, difference) -> {
            if (difference != 0) {
                findings.add(what + ": wrong by " + difference);
            }
        });
        return findings;
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}

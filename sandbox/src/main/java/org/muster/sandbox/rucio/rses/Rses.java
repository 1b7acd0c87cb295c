package org.muster.sandbox.rucio.rses;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.sandbox.rucio.http.RucioJson;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The storage elements. There are a few dozen at most, so each question reads them all. */
@Component
public final class Rses {

    private final JdbcClient jdbc;

    Rses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By name. */
    public Map<String, Rse> all() {
        Map<String, Map<String, Object>> attributes = new LinkedHashMap<>();
        jdbc.sql("select rse, key, value from rucio_rse_attributes order by rse, key")
                .query((row, number) -> attributes
                        .computeIfAbsent(row.getString(1), rse -> new LinkedHashMap<>())
                        .put(row.getString(2), scalar(row.getString(3))))
                .list();
        Map<String, List<Protocol>> protocols = protocols();
        Map<String, Rse> rses = new TreeMap<>();
        jdbc.sql("select * from rucio_rses order by rse")
                .query((row, number) -> {
                    String name = row.getString("rse");
                    return new Rse(
                            name,
                            row.getString("id"),
                            row.getString("rse_type"),
                            row.getBoolean("deterministic"),
                            row.getBoolean("volatile"),
                            row.getBoolean("staging_area"),
                            row.getBoolean("availability_read"),
                            row.getBoolean("availability_write"),
                            row.getBoolean("availability_delete"),
                            row.getString("lfn2pfn_algorithm"),
                            row.getLong("total_bytes"),
                            attributes.getOrDefault(name, Map.of()),
                            protocols.getOrDefault(name, List.of()));
                })
                .list()
                .forEach(rse -> rses.put(rse.name(), rse));
        return rses;
    }

    public Rse named(String name) {
        return Optional.ofNullable(all().get(name)).orElseThrow(() -> RucioRefusal.rseNotFound(name));
    }

    /** Refuses with the status 500; endpoints that answer otherwise change it. */
    public List<Rse> matching(String expression) {
        return RseExpression.evaluate(expression, all().values());
    }

    private Map<String, List<Protocol>> protocols() {
        Map<String, List<Protocol>> protocols = new LinkedHashMap<>();
        jdbc.sql("select * from rucio_rse_protocols order by rse, scheme, hostname, port")
                .query((row, number) -> protocols
                        .computeIfAbsent(row.getString("rse"), rse -> new ArrayList<>())
                        .add(new Protocol(
                                row.getString("scheme"),
                                row.getString("hostname"),
                                row.getInt("port"),
                                row.getString("prefix"),
                                row.getString("impl"),
                                domains(row.getString("domains")))))
                .list();
        return protocols;
    }

    private static Map<String, Map<String, Integer>> domains(String stored) {
        Map<String, Map<String, Integer>> domains = new TreeMap<>();
        RucioJson.readMap(stored).forEach((domain, operations) -> {
            Map<String, Integer> priorities = new TreeMap<>();
            if (operations instanceof Map<?, ?> map) {
                map.forEach((operation, priority) -> {
                    if (priority instanceof Number number) {
                        priorities.put(String.valueOf(operation), number.intValue());
                    }
                });
            }
            domains.put(domain, Map.copyOf(priorities));
        });
        return domains;
    }

    /** Attribute values are texts, numbers or booleans. */
    private static Object scalar(String stored) {
        return RucioJson.readMap("{\"value\":" + stored + "}").getOrDefault("value", "");
    }
}

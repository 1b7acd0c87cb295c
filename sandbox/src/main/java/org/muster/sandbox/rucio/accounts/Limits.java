package org.muster.sandbox.rucio.accounts;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How much an account may have rules for on each RSE; no limit set means no quota, not no limit. */
@Component
public final class Limits {

    private final JdbcClient jdbc;

    Limits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What one account has and may have on one RSE. */
    public record Usage(String rse, long bytes, long files, Limit limit) {}

    /** By RSE; an RSE without a limit and without use is left out. */
    public Map<String, Usage> usage(String account) {
        Map<String, Usage> usage = new TreeMap<>();
        jdbc.sql("""
                        with used as (
                            select k.rse, sum(d.bytes) as bytes, count(*) as files
                            from rucio_locks k
                            join rucio_rules r on r.id = k.rule_id
                            join rucio_dids d on d.scope = k.scope and d.name = k.name
                            where r.account = :account
                            group by k.rse),
                        allowed as (select rse, bytes from rucio_account_limits where account = :account)
                        select coalesce(u.rse, a.rse) as rse, coalesce(u.bytes, 0) as bytes,
                               coalesce(u.files, 0) as files, coalesce(a.bytes, 0) as bytes_limit
                        from used u full join allowed a on a.rse = u.rse
                        """)
                .param("account", account)
                .query((row, number) -> new Usage(
                        row.getString("rse"),
                        row.getLong("bytes"),
                        row.getLong("files"),
                        new Limit(row.getLong("bytes_limit"))))
                .list()
                .forEach(one -> usage.put(one.rse(), one));
        return usage;
    }

    Map<String, Limit> limits(String account) {
        Map<String, Limit> limits = new TreeMap<>();
        jdbc.sql("select rse, bytes from rucio_account_limits where account = :account")
                .param("account", account)
                .query((row, number) -> Map.entry(row.getString("rse"), new Limit(row.getLong("bytes"))))
                .list()
                .forEach(entry -> limits.put(entry.getKey(), entry.getValue()));
        return limits;
    }

    void remove(String account, String rse) {
        jdbc.sql("delete from rucio_account_limits where account = :account and rse = :rse")
                .param("account", account)
                .param("rse", rse)
                .update();
    }

    public void set(String account, String rse, long bytes) {
        jdbc.sql("""
                        insert into rucio_account_limits (account, rse, bytes) values (:account, :rse, :bytes)
                        on conflict (account, rse) do update set bytes = excluded.bytes
                        """)
                .param("account", account)
                .param("rse", rse)
                .param("bytes", bytes)
                .update();
    }
}

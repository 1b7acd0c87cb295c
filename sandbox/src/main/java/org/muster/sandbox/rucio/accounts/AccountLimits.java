package org.muster.sandbox.rucio.accounts;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How much an account may have rules for on each RSE; no limit set means no quota, not no limit. */
@Component
public final class AccountLimits {

    /** Changes of one account's use on one RSE that are left alone. */
    private static final int MAX_USAGE_ROWS = 50;

    private final JdbcClient jdbc;

    AccountLimits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What one account has and may have on one RSE. */
    public record Usage(String rse, long bytes, long files, Limit limit) {}

    /** By RSE; an RSE without a limit and without use is left out. */
    public Map<String, Usage> usage(String account) {
        Map<String, Usage> usage = new TreeMap<>();
        jdbc.sql("""
                        with used as (
                            select rse, sum(bytes) as bytes, sum(files) as files
                            from rucio_usage where account = :account group by rse having sum(files) > 0),
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

    /** One row for many. */
    public void foldUsage() {
        jdbc.sql("""
                        with many as (
                            select account, rse from rucio_usage group by account, rse having count(*) > :most),
                        gone as (
                            delete from rucio_usage u using many m where u.account = m.account and u.rse = m.rse
                            returning u.account, u.rse, u.bytes, u.files)
                        insert into rucio_usage (account, rse, bytes, files)
                        select account, rse, sum(bytes), sum(files) from gone group by account, rse
                        """).param("most", MAX_USAGE_ROWS).update();
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

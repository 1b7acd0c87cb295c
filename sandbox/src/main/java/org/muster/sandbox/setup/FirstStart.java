package org.muster.sandbox.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.muster.sandbox.rucio.accounts.Scopes;
import org.muster.sandbox.storage.StorageConfig;
import org.muster.sandbox.storage.StorageTree;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** Makes the configured content before the first request is served; what is there already is left alone. */
@Component
final class FirstStart implements SmartInitializingSingleton {

    private final ContentConfig content;
    private final StorageConfig storage;
    private final StorageTree tree;
    private final Scopes scopes;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    FirstStart(
            ContentConfig content,
            StorageConfig storage,
            StorageTree tree,
            Scopes scopes,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.content = content;
        this.storage = storage;
        this.tree = tree;
        this.scopes = scopes;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public void afterSingletonsInstantiated() {
        transaction.executeWithoutResult(status -> {
            content.sites().forEach(this::site);
            distances();
            content.accounts().forEach(this::account);
            content.scopes().forEach((name, owner) -> {
                scopes.add(owner, name);
                namespace(name, owner);
            });
            catchAll(content.catchAll());
        });
    }

    private void site(ContentConfig.Site site) {
        for (ContentConfig.Element rse : site.rses()) {
            boolean tape = rse.type().equals("TAPE");
            int made = jdbc.sql("""
                            insert into rucio_rses (rse, id, rse_type, total_bytes)
                            values (:rse, :id, :type, :bytes) on conflict do nothing
                            """)
                    .param("rse", rse.name())
                    .param("id", UUID.randomUUID().toString().replace("-", ""))
                    .param("type", rse.type())
                    .param("bytes", rse.size().toBytes())
                    .update();
            if (made == 1) {
                Map<String, String> attributes = Map.of(
                        rse.name(),
                        "true",
                        "site",
                        '"' + site.name() + '"',
                        "country",
                        '"' + site.country() + '"',
                        "type",
                        '"' + rse.type() + '"',
                        "istape",
                        String.valueOf(tape),
                        "verify_checksum",
                        "true");
                attributes.forEach((key, value) -> attribute(rse.name(), key, value));
            }
            protocol(rse.name());
            directory(rse.name());
        }
    }

    private void attribute(String rse, String key, String json) {
        jdbc.sql("insert into rucio_rse_attributes (rse, key, value) values (:rse, :key, cast(:value as jsonb))")
                .param("rse", rse)
                .param("key", key)
                .param("value", json)
                .update();
    }

    /** Written anew at each start, because the address of this server may have changed. */
    private void protocol(String rse) {
        jdbc.sql("delete from rucio_rse_protocols where rse = :rse")
                .param("rse", rse)
                .update();
        jdbc.sql("""
                        insert into rucio_rse_protocols (rse, scheme, hostname, port, prefix, impl, domains)
                        values (:rse, :scheme, :hostname, :port, :prefix, 'rucio.rse.protocols.gfal.Default',
                            cast(:domains as jsonb))
                        """)
                .param("rse", rse)
                .param("scheme", storage.scheme())
                .param("hostname", storage.baseUrl().getHost())
                .param("port", storage.port())
                .param("prefix", storage.prefix(rse))
                .param("domains", """
                        {"lan": {"read": 1, "write": 1, "delete": 1},
                         "wan": {"read": 1, "write": 1, "delete": 1,
                                 "third_party_copy_read": 1, "third_party_copy_write": 1}}
                        """)
                .update();
    }

    private void directory(String rse) {
        try {
            tree.makeDirectory(rse);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void distances() {
        List<ContentConfig.Site> sites = content.sites();
        for (ContentConfig.Site from : sites) {
            for (ContentConfig.Site to : sites) {
                int distance = from.equals(to) ? 1 : content.siteDistance();
                from.rses()
                        .forEach(source -> to.rses().stream()
                                .filter(destination -> !destination.equals(source))
                                .forEach(destination -> distance(source.name(), destination.name(), distance)));
            }
        }
    }

    private void distance(String source, String destination, int distance) {
        jdbc.sql("""
                        insert into rucio_distances (src_rse, dest_rse, distance)
                        values (:source, :destination, :distance) on conflict do nothing
                        """)
                .param("source", source)
                .param("destination", destination)
                .param("distance", distance)
                .update();
    }

    private void account(ContentConfig.Account account) {
        jdbc.sql("""
                        insert into rucio_accounts (account, account_type, email, attributes)
                        values (:account, :type, :email, cast(:attributes as jsonb)) on conflict do nothing
                        """)
                .param("account", account.name())
                .param("type", account.type().toUpperCase(Locale.ROOT))
                .param("email", account.name() + "@sandbox.invalid")
                .param("attributes", account.admin() ? "{\"admin\": true}" : "{}")
                .update();
        jdbc.sql("insert into metacat_users (username, admin) values (:name, :admin) on conflict do nothing")
                .param("name", account.name())
                .param("admin", account.name().equals("root"))
                .update();
        DataSize limit = account.limit();
        if (limit != null) {
            jdbc.sql("""
                            insert into rucio_account_limits (account, rse, bytes)
                            select :account, rse, :bytes from rucio_rses on conflict do nothing
                            """)
                    .param("account", account.name())
                    .param("bytes", limit.toBytes())
                    .update();
        }
    }

    private void namespace(String name, String owner) {
        jdbc.sql("""
                        insert into metacat_namespaces (name, owner_user, creator, description)
                        values (:name, :owner, :owner, 'made at the first start') on conflict do nothing
                        """).param("name", name).param("owner", owner).update();
    }

    private void catchAll(ContentConfig.Dataset dataset) {
        namespace(dataset.namespace(), dataset.owner());
        jdbc.sql("""
                        insert into metacat_datasets (namespace, name, creator, description)
                        values (:namespace, :name, :owner, 'files that are in no other dataset') on conflict do nothing
                        """)
                .param("namespace", dataset.namespace())
                .param("name", dataset.name())
                .param("owner", dataset.owner())
                .update();
    }
}

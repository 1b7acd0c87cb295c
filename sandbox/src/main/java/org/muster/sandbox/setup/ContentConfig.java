package org.muster.sandbox.setup;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a first start finds. Later starts add what is new here and leave everything else as it has become.
 *
 * @param sites          places with storage
 * @param accounts       who may work with it
 * @param scopes         Rucio scopes, and MetaCat namespaces of the same names, to their owners
 * @param catchAll       the dataset in which MetaCat files are declared that are in no other
 * @param siteDistance   between RSEs of different sites
 */
@ConfigurationProperties("muster.sandbox.content")
public record ContentConfig(
        @DefaultValue List<Site> sites,
        @DefaultValue List<Account> accounts,
        @DefaultValue Map<String, String> scopes,
        @DefaultValue Dataset catchAll,
        @DefaultValue("2") int siteDistance) {

    public ContentConfig {
        sites = List.copyOf(sites);
        accounts = List.copyOf(accounts);
        scopes = Map.copyOf(scopes);
    }

    /** A site and its RSEs. */
    public record Site(String name, String country, List<Element> rses) {

        public Site {
            rses = List.copyOf(rses);
        }
    }

    /** An RSE to make. */
    public record Element(
            String name,
            @DefaultValue("DISK") String type,
            @DefaultValue("100TB") DataSize size) {}

    /**
     * An account, in Rucio and as a MetaCat user.
     *
     * @param admin may do everything
     * @param limit how much it may have rules for, on every RSE
     */
    public record Account(
            String name,
            @DefaultValue("SERVICE") String type,
            boolean admin,
            @Nullable DataSize limit) {}

    /** A dataset and who owns its namespace. */
    public record Dataset(
            @DefaultValue("muster") String namespace,
            @DefaultValue("all") String name,
            @DefaultValue("root") String owner) {}
}

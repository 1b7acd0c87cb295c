package org.muster.webapp.running;

import static java.util.Map.entry;

import java.util.Map;

/** The people and programs of the tests; everybody's password is their name and "-password". */
public final class Cast {
    public static final Map<String, String> USERS = Map.ofEntries(
            entry("rita", "[requesters]"),
            entry("sam", "[shifters]"),
            entry("paula", "[production, production-experts]"),
            entry("dan", "[data-management]"),
            entry("ada", "[camunda-admin]"),
            entry("petra", "[requesters, production, data-management]"),
            entry("hugo", "[shifters, production]"),
            entry("jane+dune@example.org", "[shifters]"),
            entry("olaf", "[strangers]"),
            entry("tess", "[requesters]"),
            entry("toni", "[requesters]"));

    /** Scopes, and after a blank groups, as the launcher gives them. */
    public static final Map<String, String> CLIENTS = Map.of(
            "muster-workers", "[muster.control, muster.platform, muster.engine, rucio, metacat], groups: [services]",
            "muster-agents",
                    "[muster.control, muster.platform, rucio, metacat, openid, profile], groups: [services],"
                            + " audiences: {openid: rucio, profile: rucio}",
            "muster-allocator", "[muster.platform], groups: [services]",
            "muster-pilots", "[compute.create]",
            "muster-storage", "['storage.read:/', 'storage.modify:/', 'storage.create:/']");

    private Cast() {}

    static String credentials() {
        StringBuilder yaml = new StringBuilder("users:\n");
        USERS.forEach((name, groups) -> yaml.append("  - {name: ")
                .append(name)
                .append(", first_name: ")
                .append(Character.toUpperCase(name.charAt(0)))
                .append(name.substring(1))
                .append(", last_name: Test, password: ")
                .append(password(name))
                .append(", groups: ")
                .append(groups)
                .append("}\n"));
        yaml.append("clients:\n");
        CLIENTS.forEach((id, scopes) -> yaml.append("  - {id: ")
                .append(id)
                .append(", secret: ")
                .append(password(id))
                .append(", scopes: ")
                .append(scopes)
                .append("}\n"));
        return yaml.toString();
    }

    public static String password(String name) {
        return name + "-password";
    }
}

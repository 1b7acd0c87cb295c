package org.muster.launcher.platform;

import java.net.URI;
import java.nio.file.Files;
import org.muster.cli.text.Sheet;
import org.muster.cli.text.TextTable;
import org.muster.launcher.credentials.Credentials.User;

/** Where to look, and as whom. */
final class Welcome {
    private Welcome() {}

    /** Passwords are shown when they are made; later a terminal's log is no place for them. */
    enum Passwords {
        SHOWN,
        IN_THEIR_FILE;

        static Passwords before(DataDirectory data) {
            return Files.exists(data.credentialsFile()) ? IN_THEIR_FILE : SHOWN;
        }
    }

    static String text(DataDirectory data, PlatformSettings settings, Passwords passwords) {
        TextTable logins = passwords == Passwords.SHOWN
                ? new TextTable("user", "password", "groups")
                : new TextTable("user", "groups");
        for (User user : data.credentials().users()) {
            String groups = String.join(", ", user.groups());
            if (passwords == Passwords.SHOWN) {
                logins.row(user.name(), user.password(), groups);
            } else {
                logins.row(user.name(), groups);
            }
        }
        boolean defaultUrl = settings.ports().webapp() == Ports.DEFAULT.webapp();
        return "\nMuster runs.\n\n" + addresses(settings.url()) + "\n" + logins.text() + "\n"
                + new Sheet()
                        .line(
                                "command line",
                                (defaultUrl ? "" : "export MUSTER_URL=" + settings.url() + "\n") + "muster login")
                        .line("passwords", data.credentialsFile())
                        .line("jobs", JobProcesses.isolation(data.jobs()))
                        .line("logs", data.root().resolve("logs"))
                        .line("state", "muster status")
                        .line("stop", "muster down")
                        .text();
    }

    static String addresses(URI url) {
        return new Sheet()
                .line("dashboard", url + "/")
                .line("task list", url + "/camunda/app/tasklist/")
                .line("cockpit", url + "/camunda/app/cockpit/")
                .text();
    }
}

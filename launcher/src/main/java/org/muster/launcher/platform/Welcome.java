package org.muster.launcher.platform;

import java.net.URI;
import org.muster.cli.text.Sheet;
import org.muster.cli.text.Table;
import org.muster.launcher.credentials.Credentials.User;

/** Where to look, and as whom. */
public final class Welcome {
    private Welcome() {}

    public static String text(DataDirectory data, Settings settings) {
        Table logins = new Table("user", "password", "groups");
        for (User user : data.credentials().users()) {
            logins.row(user.name(), user.password(), String.join(", ", user.groups()));
        }
        boolean defaultUrl = settings.ports().webapp() == Ports.DEFAULT.webapp();
        return "\nMuster runs.\n\n" + addresses(settings.url()) + "\n" + logins.text() + "\n"
                + new Sheet()
                        .line(
                                "command line",
                                (defaultUrl ? "" : "export MUSTER_URL=" + settings.url() + "\n") + "muster login")
                        .line("passwords", data.credentialsFile())
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

package org.muster.cli.session;

import java.util.Map;
import java.util.concurrent.Callable;
import org.muster.cli.shell.Shell;
import org.muster.cli.text.Presentation;
import org.muster.cli.text.Sheet;
import org.muster.domain.text.Units;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code muster whoami}. */
@Command(name = "whoami", description = "Who is signed in, in which groups, until when.")
public final class WhoamiCommand implements Callable<Integer> {
    @Mixin
    private PlatformOptions platform;

    @Mixin
    private Presentation answer;

    public WhoamiCommand(Shell shell) {
        this.platform = new PlatformOptions(shell);
        this.answer = new Presentation(shell);
    }

    @Override
    public Integer call() {
        AccessToken token = platform.token();
        AccessToken.Bearer bearer = token.bearer();
        return answer.show(
                Map.of(
                        "user",
                        bearer.user(),
                        "groups",
                        bearer.groups(),
                        "issuer",
                        bearer.issuer(),
                        "platform",
                        platform.url().toString(),
                        "expires",
                        token.expires()),
                () -> new Sheet()
                        .line("user", bearer.user())
                        .line("groups", String.join(", ", bearer.groups()))
                        .line("platform", platform.url().toString())
                        .line("issuer", bearer.issuer())
                        .line("valid until", Units.time(token.expires()) + " UTC")
                        .text());
    }
}

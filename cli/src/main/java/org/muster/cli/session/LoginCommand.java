package org.muster.cli.session;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.muster.cli.ExitCode;
import org.muster.cli.session.TokenFile.Login;
import org.muster.cli.shell.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster login}. */
@Command(
        name = "login",
        description = "Sign in: prints an address and a code to confirm in a browser, then keeps the token.")
public final class LoginCommand implements Callable<Integer> {
    @Mixin
    private PlatformOptions platform;

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            description = "The identity provider (MUSTER_ISSUER; default: the platform itself).")
    private String issuer = "";

    public LoginCommand(Shell shell) {
        this.platform = new PlatformOptions(shell);
    }

    @Override
    public Integer call() throws InterruptedException {
        Shell shell = platform.shell();
        DeviceGrant grant = new DeviceGrant(issuer(), shell.clock());
        DeviceGrant.Waiting waiting = grant.start();
        shell.out().println("Open this address in a browser, on any machine:");
        shell.out().println();
        shell.out().println("    " + waiting.addressWithCode());
        shell.out().println();
        shell.out().println("sign in there, and check that it shows the code  " + waiting.userCode());
        shell.out().flush();
        Optional<AccessToken> token = Optional.empty();
        while (token.isEmpty()) {
            if (!shell.clock().instant().isBefore(waiting.expires())) {
                throw new NotSignedIn("The code was not confirmed in time. Start again: muster login");
            }
            Thread.sleep(waiting.interval().toMillis());
            token = grant.poll(waiting);
        }
        platform.tokenFile().write(new Login(platform.url(), issuer(), token.get()));
        shell.out().println("Signed in as " + token.get().bearer().user() + ".");
        return ExitCode.OK;
    }

    private URI issuer() {
        String variable = platform.shell().variable("MUSTER_ISSUER");
        String named = issuer.isEmpty() ? variable : issuer;
        return named.isEmpty()
                ? platform.url()
                : PlatformOptions.address(
                        issuer.isEmpty() ? "MUSTER_ISSUER" : "--issuer",
                        named,
                        "an identity provider; write it as https://sso.example.org/realms/muster");
    }
}

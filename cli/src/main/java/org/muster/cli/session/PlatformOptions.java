package org.muster.cli.session;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.muster.cli.session.TokenFile.Login;
import org.muster.cli.shell.Shell;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.platform.PlatformClient;
import picocli.CommandLine.Option;

/** Which platform, and as whom. A mixin of every command that talks to it. */
public final class PlatformOptions {
    static final String DEFAULT_URL = "http://127.0.0.1:8080";

    private final Shell shell;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Address of the platform (MUSTER_URL; default " + DEFAULT_URL + ").")
    private String url = "";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Where the login is kept (MUSTER_TOKEN_FILE; default $XDG_CONFIG_HOME/muster/token.json,"
                    + " or .config/muster/token.json in $HOME).")
    private String tokenFile = "";

    public PlatformOptions(Shell shell) {
        this.shell = shell;
    }

    public Shell shell() {
        return shell;
    }

    public URI url() {
        return address(
                url.isEmpty() ? "MUSTER_URL" : "--url",
                first(url, shell.variable("MUSTER_URL"), DEFAULT_URL),
                "a platform; write it as https://muster.example.org or " + DEFAULT_URL);
    }

    /** An address of the web that somebody wrote into this place. */
    static URI address(String place, String text, String whose) {
        try {
            URI address = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (List.of("http", "https").contains(String.valueOf(address.getScheme())) && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Said below, with the form that is right.
        }
        throw new IllegalArgumentException(place + ": '" + text + "' is no address of " + whose);
    }

    public TokenFile tokenFile() {
        String name = first(tokenFile, shell.variable("MUSTER_TOKEN_FILE"), "");
        return new TokenFile(
                name.isEmpty()
                        ? configuration().resolve("muster").resolve("token.json")
                        : shell.directory().resolve(Path.of(name)));
    }

    /** As freedesktop.org has it: a relative XDG_CONFIG_HOME counts as none. */
    private Path configuration() {
        Path named = Path.of(shell.variable("XDG_CONFIG_HOME"));
        return named.isAbsolute() ? named : shell.home().resolve(".config");
    }

    public PlatformClient platform() {
        return new PlatformClient(api());
    }

    public ApiClient api() {
        return ApiClient.ofFewCalls("Muster at " + url(), url(), () -> token().value());
    }

    /** A token that is valid now, renewed if the issuer allows it. */
    public AccessToken token() {
        Login login = tokenFile()
                .read()
                .orElseThrow(() -> new NotSignedIn("You are not signed in. First: muster login"
                        + (url().toString().equals(DEFAULT_URL) ? "" : " --url " + url())));
        if (!login.platform().equals(url())) {
            throw new NotSignedIn("You are signed in at " + login.platform() + ", not at " + url()
                    + ". Either set MUSTER_URL=" + login.platform() + ", or: muster login --url " + url());
        }
        if (!login.token().expired(shell.clock().instant())) {
            return login.token();
        }
        return renewed(login).orElseThrow(() -> new NotSignedIn("Your login is over. Sign in again: muster login"));
    }

    private Optional<AccessToken> renewed(Login login) {
        Optional<AccessToken> token =
                login.token().refresh().flatMap(new DeviceGrant(login.issuer(), shell.clock())::refresh);
        token.ifPresent(fresh -> tokenFile().write(new Login(login.platform(), login.issuer(), fresh)));
        return token;
    }

    private static String first(String given, String variable, String otherwise) {
        if (!given.isEmpty()) {
            return given;
        }
        return variable.isEmpty() ? otherwise : variable;
    }
}

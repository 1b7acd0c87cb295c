package org.muster.launcher.demo;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.muster.cli.session.AccessToken;
import org.muster.cli.session.NotSignedIn;
import org.muster.launcher.credentials.Credentials;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.platform.PlatformClient;

/** One of a platform's people, signed in; signs in again when the token is over. */
public final class Actor {
    /** A token is renewed when it has less than this left: a request may take a while. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final Credentials.User user;
    private final BrowserSignIn browser;
    private final Clock clock;
    private final PlatformClient platform;
    private @Nullable AccessToken token;

    public Actor(Credentials.User user, URI url, Clock clock) {
        this.user = user;
        this.browser = new BrowserSignIn(url, clock);
        this.clock = clock;
        this.platform = new PlatformClient(new ApiClient("Muster at " + url, url, () -> token().value()));
    }

    public Credentials.User user() {
        return user;
    }

    public String name() {
        return user.name();
    }

    public PlatformClient platform() {
        return platform;
    }

    public synchronized AccessToken token() {
        AccessToken current = token;
        if (current == null || current.expired(clock.instant().plus(MARGIN))) {
            try {
                current = browser.signIn(user.name(), user.password());
            } catch (InterruptedException e) {
                throw interrupted();
            }
            token = current;
        }
        return current;
    }

    /** Confirms the code that a terminal shows, at the address that it shows. */
    public void confirm(URI address, String code) {
        try {
            BrowserSignIn.confirm(address, code, user.name(), user.password());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private NotSignedIn interrupted() {
        Thread.currentThread().interrupt();
        return new NotSignedIn("interrupted while signing in as " + user.name());
    }
}

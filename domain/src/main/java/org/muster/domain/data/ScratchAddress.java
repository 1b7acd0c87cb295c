package org.muster.domain.data;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A directory on a storage that outputs go to without a catalogue: an address without tricks, which stays below its host and path. */
public record ScratchAddress(URI uri) {
    private static final int MAX = 512;
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~@+=-]+)*");
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    public ScratchAddress {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        if (uri.toString().length() > MAX
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || !PATH.matcher(path).matches()
                || Arrays.stream(path.split("/", -1)).anyMatch(part -> part.equals(".") || part.equals(".."))) {
            throw new IllegalArgumentException("an address is https://host/path of at most " + MAX
                    + " characters: no user, no query, no .. and no ending /");
        }
        boolean loopback = LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT));
        if (!"https".equals(uri.getScheme()) && !("http".equals(uri.getScheme()) && loopback)) {
            throw new IllegalArgumentException("an address begins with https://");
        }
    }

    public static ScratchAddress parse(String text) {
        try {
            return new ScratchAddress(new URI(text));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + text + "' is no address: " + e.getReason(), e);
        }
    }

    /** Whether this is the other one, or a directory under it. */
    public boolean isBelow(ScratchAddress other) {
        return uri.getScheme().equals(other.uri.getScheme())
                && uri.getHost().equalsIgnoreCase(other.uri.getHost())
                && uri.getPort() == other.uri.getPort()
                && (uri.getRawPath() + "/").startsWith(other.uri.getRawPath() + "/");
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}

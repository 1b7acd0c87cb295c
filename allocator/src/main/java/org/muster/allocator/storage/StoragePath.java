package org.muster.allocator.storage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What stands after host and port in a storage's URL, as scopes of tokens name it (WLCG token profile). Each element is what it
 * says: nothing steps upwards or is written in a second way, so that comparing texts compares places.
 */
public record StoragePath(String value) {
    /** Directories of Rucio's hash algorithm, of which each file has its own. */
    private static final Pattern HASHES = Pattern.compile("/[0-9a-f]{2}/[0-9a-f]{2}$");

    private static final Pattern ELEMENT = Pattern.compile("[!#$&'()*+,.0-9:;=@A-Z_a-z~%-]+");
    private static final Pattern SLASHES = Pattern.compile("/{2,}");

    public StoragePath {
        if (!plain(value)) {
            throw new IllegalArgumentException("not a plain path of a storage: '" + value + "'");
        }
    }

    /** Of a PFN; empty if it has none, or one that is not plain. Two slashes after the host are XRootD's way to write one. */
    public static Optional<StoragePath> of(String url) {
        int host = url.indexOf("://") + 3;
        int slash = host < 3 ? -1 : url.indexOf('/', host);
        if (slash < 0) {
            return Optional.empty();
        }
        int end = url.indexOf('?', slash);
        String path = SLASHES.matcher(url.substring(slash, end < 0 ? url.length() : end))
                .replaceAll("/");
        return ofText(path);
    }

    private static boolean plain(String path) {
        return path.startsWith("/")
                && path.length() > 1
                && Arrays.stream(path.substring(1).split("/", -1)).allMatch(StoragePath::plainElement);
    }

    private static boolean plainElement(String element) {
        String lower = element.toLowerCase(Locale.ROOT);
        return ELEMENT.matcher(element).matches()
                && !element.equals(".")
                && !element.equals("..")
                && Stream.of("%2e", "%2f", "%5c", "%00", "%25").noneMatch(lower::contains);
    }

    /** Whether a PFN is one below a prefix, at the same door and written plainly: no question, no second way to write a slash. */
    public static boolean within(String prefix, String pfn) {
        if (!pfn.startsWith(prefix + "/")) {
            return false;
        }
        String rest = pfn.substring(prefix.length());
        return plain(rest) && rest.chars().noneMatch(c -> c == '%' || c == ';' || c == '#');
    }

    /** Of all files of a scope that lie beside this one; empty at the top of a storage, of which there is no token. */
    public Optional<StoragePath> directory() {
        Optional<StoragePath> parent = parent();
        Optional<StoragePath> scope =
                parent.map(path -> HASHES.matcher(path.value).replaceFirst("")).flatMap(StoragePath::ofText);
        return scope.or(() -> parent);
    }

    Optional<StoragePath> parent() {
        return ofText(value.substring(0, value.lastIndexOf('/')));
    }

    /** Empty if it is not one. */
    public static Optional<StoragePath> ofText(String path) {
        return plain(path) ? Optional.of(new StoragePath(path)) : Optional.empty();
    }

    /** By whole elements. */
    boolean covers(StoragePath other) {
        return other.value.startsWith(value)
                && (other.value.length() == value.length() || other.value.charAt(value.length()) == '/');
    }

    int depth() {
        return (int) value.chars().filter(c -> c == '/').count();
    }

    @Override
    public String toString() {
        return value;
    }
}

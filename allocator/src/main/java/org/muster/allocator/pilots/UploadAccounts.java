package org.muster.allocator.pilots;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Rucio accounts for which jobs upload. A quota is an account of its own name, unless something else is said: everybody's
 * tests may have a quota, and no account.
 */
public record UploadAccounts(Map<String, String> byQuota) {
    public static final UploadAccounts OF_THEIR_NAMES = new UploadAccounts(Map.of());

    private static final Pattern PAIR = Pattern.compile("([^=\\s]{1,64})=([a-z0-9._-]{1,64})");

    public UploadAccounts {
        byQuota = Map.copyOf(byQuota);
    }

    /**
     * @param text {@code quota=account,quota=account}
     * @throws IllegalArgumentException naming all parts that are not of this form
     */
    public static UploadAccounts parse(String text) {
        Map<String, String> accounts = new TreeMap<>();
        List<String> unread = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher pair = PAIR.matcher(part.strip());
            if (pair.matches()) {
                accounts.put(pair.group(1), pair.group(2));
            } else if (!part.isBlank()) {
                unread.add("'" + part.strip() + "'");
            }
        }
        if (!unread.isEmpty()) {
            throw new IllegalArgumentException(
                    "upload accounts are written quota=account,quota=account, not " + String.join(", ", unread));
        }
        return new UploadAccounts(accounts);
    }

    String of(String quota) {
        return byQuota.getOrDefault(quota, quota);
    }
}

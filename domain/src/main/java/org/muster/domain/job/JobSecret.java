package org.muster.domain.job;

import java.security.SecureRandom;
import java.util.Base64;

/** What a job signs its calls with; only the allocator and the job know it. */
public final class JobSecret {
    private static final int BYTES = 64;

    private JobSecret() {}

    /** Letters that need no quoting in a script. */
    public static String draw(SecureRandom random) {
        byte[] drawn = new byte[BYTES];
        random.nextBytes(drawn);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }
}

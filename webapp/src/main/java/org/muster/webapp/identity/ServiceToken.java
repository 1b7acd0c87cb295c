package org.muster.webapp.identity;

import java.util.function.Supplier;

/** Our own access token, for calls to the allocator. */
public interface ServiceToken extends Supplier<String> {}

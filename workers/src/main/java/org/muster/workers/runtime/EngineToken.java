package org.muster.workers.runtime;

import java.util.function.Supplier;

/** Our access token for the engine. */
public interface EngineToken extends Supplier<String> {}

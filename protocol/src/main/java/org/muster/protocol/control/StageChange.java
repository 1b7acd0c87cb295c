package org.muster.protocol.control;

import java.util.Optional;

/** New values for some of {@link StageSettings}; what is not given stays. */
public record StageChange(Optional<Integer> priority, Optional<Integer> maxRunningJobs) {}

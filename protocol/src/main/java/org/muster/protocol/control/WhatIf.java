package org.muster.protocol.control;

import java.util.Optional;
import org.muster.domain.site.SiteName;

/**
 * What a stage means to a site now, and under a {@link Supposition}.
 *
 * @param filesNow files that a job there could be given; a file at several RSEs counts once
 * @param rankNow 100 less the mean distance of the ten nearest waiting files, plus a hundredth of the priority, with the
 *     hours that the stage has waited; empty if none is within reach
 */
public record WhatIf(
        SiteName site, long filesNow, long filesThen, Optional<Double> rankNow, Optional<Double> rankThen) {}

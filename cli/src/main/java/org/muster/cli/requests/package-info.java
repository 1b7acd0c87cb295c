/** Checking and filing production requests from a YAML file. */
@NullMarked
package org.muster.cli.requests;

import org.jspecify.annotations.NullMarked;

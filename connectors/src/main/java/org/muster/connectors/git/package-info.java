/** Tags of official repositories, and the production repository that keeps what a campaign ran. */
@NullMarked
package org.muster.connectors.git;

import org.jspecify.annotations.NullMarked;

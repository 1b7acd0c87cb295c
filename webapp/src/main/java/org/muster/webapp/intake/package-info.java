/** What may come in at all: how large, how slowly and how much at once, before anybody asks who sends it. */
@NullMarked
package org.muster.webapp.intake;

import org.jspecify.annotations.NullMarked;

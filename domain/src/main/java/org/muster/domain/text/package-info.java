/** How Muster writes for people: on pages, in terminals, on tasks and in reports. */
@NullMarked
package org.muster.domain.text;

import org.jspecify.annotations.NullMarked;

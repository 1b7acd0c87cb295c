/** What the sandbox does wrong on purpose, so that everything around it can be seen to cope. */
@NullMarked
package org.muster.sandbox.faults;

import org.jspecify.annotations.NullMarked;

/** What the sandbox does wrong on purpose, so that everything around it can be seen to cope. */
@org.jspecify.annotations.NullMarked
package org.muster.sandbox.faults;

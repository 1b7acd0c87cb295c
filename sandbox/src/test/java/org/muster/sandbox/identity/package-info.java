/** Whose tokens open which door. */
@org.jspecify.annotations.NullMarked
package org.muster.sandbox.identity;

/** The sandbox as its clients see it. */
@org.jspecify.annotations.NullMarked
package org.muster.sandbox;

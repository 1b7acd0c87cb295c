/** Contract tests over real HTTP. */
@org.jspecify.annotations.NullMarked
package org.muster.sandbox.rucio;

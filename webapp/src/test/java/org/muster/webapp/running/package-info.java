/** One webapp on a real database and a random port, shared by all tests that need it running. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.running;

/** One real PostgreSQL for the tests of a JVM, and a fresh database for each test class. */
@NullMarked
package org.muster.testkit.postgres;

import org.jspecify.annotations.NullMarked;

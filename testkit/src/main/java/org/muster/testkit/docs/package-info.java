/** What the pages for people say, for tests that hold the programs to it. */
@org.jspecify.annotations.NullMarked
package org.muster.testkit.docs;

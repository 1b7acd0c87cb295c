/** What the pages for people say, for tests that hold the programs to it. */
@NullMarked
package org.muster.testkit.docs;

import org.jspecify.annotations.NullMarked;

/** What people are told. */
@NullMarked
package org.muster.testkit.words;

import org.jspecify.annotations.NullMarked;

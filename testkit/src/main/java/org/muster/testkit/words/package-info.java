/** What people are told. */
@org.jspecify.annotations.NullMarked
package org.muster.testkit.words;

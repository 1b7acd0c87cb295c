/** Tokens of every kind that Muster may be shown, and the page that says what each opens. */
@org.jspecify.annotations.NullMarked
package org.muster.testkit.tokens;

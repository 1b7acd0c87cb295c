/** Tokens of every kind that Muster may be shown, and the page that says what each opens. */
@NullMarked
package org.muster.testkit.tokens;

import org.jspecify.annotations.NullMarked;

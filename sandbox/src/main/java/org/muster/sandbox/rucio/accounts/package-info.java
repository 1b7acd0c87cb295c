/** Rucio accounts: logging in, scopes, limits and usage. */
@NullMarked
package org.muster.sandbox.rucio.accounts;

import org.jspecify.annotations.NullMarked;

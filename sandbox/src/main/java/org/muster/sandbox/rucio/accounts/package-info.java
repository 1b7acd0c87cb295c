/** Rucio accounts: logging in, scopes, limits and usage. */
@org.jspecify.annotations.NullMarked
package org.muster.sandbox.rucio.accounts;

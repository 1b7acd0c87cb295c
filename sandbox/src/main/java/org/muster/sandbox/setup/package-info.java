/** What a first start finds: sites, accounts, scopes and namespaces from the configuration. */
@NullMarked
package org.muster.sandbox.setup;

import org.jspecify.annotations.NullMarked;

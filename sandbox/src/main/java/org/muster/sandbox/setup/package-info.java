/** What a first start finds: sites, accounts, scopes and namespaces from the configuration. */
@org.jspecify.annotations.NullMarked
package org.muster.sandbox.setup;

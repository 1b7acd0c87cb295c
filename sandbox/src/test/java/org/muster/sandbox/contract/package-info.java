/** The sandbox held to the contract that real servers are held to, through the clients of the product. */
@org.jspecify.annotations.NullMarked
package org.muster.sandbox.contract;

/** That what the registrar's benchmark tells is so. */
@NullMarked
package org.muster.benchmarks.registration;

import org.jspecify.annotations.NullMarked;

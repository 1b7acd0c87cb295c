/** Tests of rendering; what the rendered file does is tested in Python, where it runs. */
@NullMarked
package org.muster.wrapper;

import org.jspecify.annotations.NullMarked;

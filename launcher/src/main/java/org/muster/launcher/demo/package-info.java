/** One campaign from request to close-out, played by scripted people, and the proof that its result is right. */
@NullMarked
package org.muster.launcher.demo;

import org.jspecify.annotations.NullMarked;

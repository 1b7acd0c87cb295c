/** The allocator as webapp, workers and agents see it: open, pause, resume and close workflows, take in files and jobs, ask for progress. */
@NullMarked
package org.muster.protocol.control;

import org.jspecify.annotations.NullMarked;

/** The BPMN, DMN and form files, and the contract that Java code keeps with them. A test holds both against each other. */
@NullMarked
package org.muster.processes;

import org.jspecify.annotations.NullMarked;

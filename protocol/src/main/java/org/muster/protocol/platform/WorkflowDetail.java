package org.muster.protocol.platform;

import java.util.List;
import java.util.Optional;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.WorkflowProgress;

/** One workflow with its stages and how far they are; {@code progress} is empty until the allocator knows it, or while it does not answer. */
public record WorkflowDetail(WorkflowRow workflow, List<StageOrder> stages, Optional<WorkflowProgress> progress) {}

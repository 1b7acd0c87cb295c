package org.muster.webapp.workflows;

import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.NewQuarantine;
import org.muster.protocol.control.Partition;
import org.muster.protocol.control.StageChange;
import org.muster.protocol.control.StageSettings;
import org.muster.protocol.platform.QuarantineOrder;
import org.muster.webapp.identity.Person;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What shifters change of a stage while it runs; the allocator keeps it, with who did it and why. */
@RestController
@RequestMapping("/api/stages/{stage}")
class StageEndpoints {
    private final AllocatorClient allocator;

    StageEndpoints(AllocatorClient allocator) {
        this.allocator = allocator;
    }

    @GetMapping("/settings")
    StageSettings settings(@PathVariable String stage) {
        return allocator.settings(StageRef.parse(stage));
    }

    @PostMapping("/settings")
    StageSettings change(@PathVariable String stage, @RequestBody StageChange change) {
        return allocator.change(StageRef.parse(stage), change);
    }

    @PostMapping("/quarantine")
    StageSettings quarantine(@PathVariable String stage, @RequestBody QuarantineOrder order, Authentication caller) {
        return allocator.quarantine(
                StageRef.parse(stage),
                new NewQuarantine(
                        order.partition(), order.reason(), Person.of(caller).name()));
    }

    @PostMapping("/release")
    StageSettings release(@PathVariable String stage, @RequestBody Partition partition) {
        return allocator.release(StageRef.parse(stage), partition);
    }
}

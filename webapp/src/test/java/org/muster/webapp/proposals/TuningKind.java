package org.muster.webapp.proposals;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.muster.domain.identity.Role;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.platform.Found;
import org.springframework.boot.test.context.TestComponent;

/** What the next kind of proposal costs: this class, and whoever carries it out. */
@TestComponent
public class TuningKind implements ProposalKind<TuningKind.FoundMemory, TuningKind.Need> {
    /** What a program finds: stages that need another memory than they ask for. */
    public record FoundMemory(List<Need> stages) implements Found {
        @Override
        public String proposalKind() {
            return "tuning";
        }
    }

    public record Need(StageRef stage, int megabytes) {}

    @Override
    public Facts<FoundMemory, Need> facts() {
        return new Facts<>(
                "tuning",
                "Ask for another memory?",
                "Stages ask for what they asked for until you approve.",
                Role.SHIFTER,
                FoundMemory.class,
                Need.class,
                Optional.empty());
    }

    @Override
    public List<Need> lines(FoundMemory found) {
        return found.stages();
    }

    @Override
    public Reading read(Need need) {
        return new Reading(
                "memory",
                List.of(need.stage().toString(), need.stage().workflow().toString()),
                need.stage() + ": " + need.megabytes() + " MB");
    }

    @Override
    public Function<Need, String> fingerprints(FoundMemory found) {
        return Need::toString;
    }
}

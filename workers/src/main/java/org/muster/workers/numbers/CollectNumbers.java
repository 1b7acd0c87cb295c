package org.muster.workers.numbers;

import java.util.Map;
import java.util.Set;
import org.muster.processes.Topic;
import org.muster.processes.Variable;
import org.muster.protocol.platform.CampaignNumbers;
import org.muster.protocol.platform.PlatformClient;
import org.muster.workers.runtime.Outcome;
import org.muster.workers.runtime.Task;
import org.muster.workers.runtime.TaskHandler;
import org.springframework.stereotype.Component;

/** Puts the campaign's numbers, as the ledger has them now, on the task of those who decide. */
@Component
final class CollectNumbers implements TaskHandler {
    private final PlatformClient platform;

    CollectNumbers(PlatformClient platform) {
        this.platform = platform;
    }

    @Override
    public Topic topic() {
        return Topic.COLLECT_NUMBERS;
    }

    @Override
    public Set<Variable> reads() {
        return Set.of(Variable.CAMPAIGN_ID);
    }

    @Override
    public Outcome handle(Task task) {
        CampaignNumbers numbers = platform.numbers(task.campaign());
        return new Outcome.Done(Map.of(
                Variable.NUMBERS, NumbersText.json(numbers),
                Variable.NUMBERS_TEXT, NumbersText.of(numbers)));
    }
}

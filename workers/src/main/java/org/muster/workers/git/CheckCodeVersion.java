package org.muster.workers.git;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.muster.connectors.git.OfficialRepositories;
import org.muster.connectors.git.OfficialRepositories.Answer;
import org.muster.processes.Topic;
import org.muster.processes.Variable;
import org.muster.protocol.platform.PlatformClient;
import org.muster.workers.requests.FiledRequest;
import org.muster.workers.runtime.Outcome;
import org.muster.workers.runtime.Task;
import org.muster.workers.runtime.TaskHandler;
import org.springframework.stereotype.Component;

/** The code of a production is a tag of an official repository: what is not there is told to the requester. */
@Component
final class CheckCodeVersion implements TaskHandler {
    private final PlatformClient platform;
    private final OfficialRepositories repositories;

    CheckCodeVersion(PlatformClient platform, OfficialRepositories repositories) {
        this.platform = platform;
        this.repositories = repositories;
    }

    @Override
    public Topic topic() {
        return Topic.CHECK_CODE_VERSION;
    }

    @Override
    public Set<Variable> reads() {
        return Set.of(Variable.CAMPAIGN_ID, Variable.CODE_VERSION);
    }

    @Override
    public Outcome handle(Task task) {
        FiledRequest request =
                FiledRequest.read(platform.campaign(task.campaign()).request());
        String corrected = task.text(Variable.CODE_VERSION).strip();
        String tag = corrected.isEmpty() ? request.tag() : corrected;
        return new Outcome.Done(
                Map.of(Variable.CODE_VERSION_PROBLEM, problem(repositories.find(request.repository(), tag))));
    }

    private static String problem(Answer answer) {
        if (answer instanceof Answer.NotOfficial other) {
            return String.format(
                    Locale.ROOT,
                    "code.repository: '%s' is not an official repository (official are: %s)",
                    other.repository(),
                    other.official().isEmpty() ? "none is configured" : String.join(", ", other.official()));
        }
        if (answer instanceof Answer.NoSuchTag missing) {
            return String.format(
                    Locale.ROOT,
                    "code.tag: repository %s has no tag '%s' among its %d tags (name a tag, not a branch or commit)",
                    missing.repository(),
                    missing.tag(),
                    missing.tags());
        }
        return "";
    }
}

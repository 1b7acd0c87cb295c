package org.muster.allocator.grid;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.OutputPattern.Destination;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.WorkflowOrder;

/** Orders and inventories of the tests. */
public final class Orders {
    public static final SiteName RAL = new SiteName("UK_RAL");
    public static final SiteName CERN = new SiteName("CERN");
    public static final RseName RAL_ECHO = new RseName("RAL_ECHO");
    public static final RseName CERN_EOS = new RseName("CERN_EOS");
    public static final String QUOTA = "usertests";
    public static final int FAR = 90;

    private Orders() {}

    /** Two sites with a storage each. */
    public static Inventory inventory() {
        return inventory(new Inventory.Quota(QUOTA, true, 100_000, 1_000_000));
    }

    public static Inventory inventory(Inventory.Quota quota) {
        return new Inventory(
                List.of(
                        new Inventory.Site(RAL, true, List.of("RAL_entry")),
                        new Inventory.Site(CERN, true, List.of("CERN_entry")),
                        new Inventory.Site(new SiteName("US_Off"), false, List.of())),
                List.of(storage(RAL_ECHO), storage(CERN_EOS)),
                List.of(
                        new Inventory.SiteDistance(RAL, RAL_ECHO, new Distance(0)),
                        new Inventory.SiteDistance(RAL, CERN_EOS, new Distance(FAR)),
                        new Inventory.SiteDistance(CERN, CERN_EOS, new Distance(0)),
                        new Inventory.SiteDistance(CERN, RAL_ECHO, new Distance(FAR))),
                List.of(quota));
    }

    /** The two sites, one of them as it is given here. */
    public static Inventory inventory(Inventory.Site site) {
        Inventory all = inventory();
        return new Inventory(
                all.sites().stream()
                        .map(each -> each.name().equals(site.name()) ? site : each)
                        .toList(),
                all.storages(),
                all.distances(),
                all.quotas());
    }

    private static Inventory.Storage storage(RseName rse) {
        String host = rse.value().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Inventory.Storage(
                rse,
                true,
                true,
                false,
                Optional.of("davs"),
                Optional.of("davs://" + host + ".example:1094/data"),
                true);
    }

    public static WorkflowOrder order(int workflow, StageOrder... stages) {
        return new WorkflowOrder(
                new WorkflowId(workflow),
                Optional.empty(),
                "rita@example.org",
                "usertests",
                QUOTA,
                "files from usertests:all",
                List.of(stages));
    }

    public static StageOrder stage(int number, OutputPattern... outputs) {
        return stage(number, new Caps(Distance.ANYWHERE, 20, 6, 100_000), outputs);
    }

    /** What a test wants to limit. */
    public record Caps(Distance maxDistance, int filesPerJob, int attempts, int runningJobs) {}

    public static StageOrder stage(int number, Caps caps, OutputPattern... outputs) {
        return new StageOrder(
                number,
                "#!/bin/sh\necho hello\n",
                Optional.empty(),
                1,
                2_000L * 1024 * 1024,
                3600,
                caps.maxDistance(),
                50,
                caps.filesPerJob(),
                caps.attempts(),
                caps.runningJobs(),
                List.of(),
                List.of(),
                List.of(),
                List.of(outputs),
                Map.of("SAMPLE", "muons", "FLAVOUR", "vanilla"));
    }

    public static OutputPattern dataset(int id, String name) {
        return new OutputPattern(
                id, "*.root", Destination.DATASET, Optional.of(name), Optional.empty(), Optional.of(86_400L));
    }

    public static OutputPattern nextStage(int id) {
        return new OutputPattern(
                id, "*.next", Destination.NEXT_STAGE, Optional.empty(), Optional.empty(), Optional.of(86_400L));
    }

    public static OutputPattern url(int id) {
        return new OutputPattern(
                id,
                "*.txt",
                Destination.URL,
                Optional.of("https://scratch.example/rita"),
                Optional.empty(),
                Optional.empty());
    }
}

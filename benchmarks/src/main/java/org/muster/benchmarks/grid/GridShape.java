package org.muster.benchmarks.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowLimits;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.WorkflowOrder;

/**
 * A grid of 100 sites and 30 storages; every file has two replicas, spread evenly.
 *
 * @param stages each of a workflow of its own
 * @param files of all stages together
 * @param filesPerJob that one job may be handed
 */
public record GridShape(int stages, int files, int filesPerJob) {
    public static final int SITES = 100;
    public static final int STORAGES = 30;
    public static final String SCOPE = "hd-detector1";
    public static final String QUOTA = "benchmark";

    /** More than any stage needs: what is measured has to compare all the same. */
    private static final Inventory.Limits LIMITS =
            new Inventory.Limits(Optional.of(64), Optional.of(512_000), Optional.of(400_000));

    private static final int MANY = 1_000_000_000;

    private static final int MOST_JOBS = (int) WorkflowLimits.RUNNING_JOBS.most();
    private static final int FARTHEST = 90;

    public static SiteName site(int number) {
        return new SiteName(String.format(Locale.ROOT, "XX_Site%03d", number % SITES));
    }

    public static RseName storage(int number) {
        return new RseName(String.format(Locale.ROOT, "STORAGE_%02d", number % STORAGES));
    }

    /** At least one for each stage. */
    public int filesPerStage() {
        return Math.max(1, files / stages);
    }

    public Inventory inventory() {
        List<Inventory.Site> sites = new ArrayList<>();
        List<Inventory.Storage> storages = new ArrayList<>();
        List<Inventory.SiteDistance> distances = new ArrayList<>();
        for (int rse = 0; rse < STORAGES; rse++) {
            storages.add(new Inventory.Storage(
                    storage(rse),
                    true,
                    true,
                    false,
                    Optional.of("davs"),
                    Optional.of("davs://storage" + rse + ".example.org:1094/muster"),
                    true));
        }
        for (int site = 0; site < SITES; site++) {
            sites.add(new Inventory.Site(site(site), true, List.of(), LIMITS));
            for (int rse = 0; rse < STORAGES; rse++) {
                distances.add(new Inventory.SiteDistance(site(site), storage(rse), new Distance(distance(site, rse))));
            }
        }
        return new Inventory(sites, storages, distances, List.of(new Inventory.Quota(QUOTA, true, MANY, MANY)));
    }

    /** One storage at home, the others at 10 to 99. */
    private static int distance(int site, int rse) {
        return site % STORAGES == rse ? 0 : 10 + (site * 31 + rse * 17) % FARTHEST;
    }

    public List<WorkflowOrder> orders() {
        List<WorkflowOrder> orders = new ArrayList<>();
        for (int number = 1; number <= stages; number++) {
            orders.add(order(number));
        }
        return orders;
    }

    public WorkflowOrder order(int number) {
        OutputPattern outputs = new OutputPattern(
                1,
                "*.root",
                OutputPattern.Destination.DATASET,
                Optional.of("benchmark-w" + number),
                Optional.empty(),
                Optional.of(86_400L));
        StageOrder stage = new StageOrder(
                1,
                "#!/bin/sh\n# A jobscript of an ordinary length.\n" + "echo processing\n".repeat(100),
                Optional.empty(),
                1,
                2_000L * 1024 * 1024,
                80_000,
                Distance.ANYWHERE,
                1 + number % 99,
                filesPerJob,
                6,
                MOST_JOBS,
                List.of(),
                List.of(),
                List.of(),
                List.of(outputs),
                Map.of("SAMPLE", "beam"));
        return new WorkflowOrder(
                new WorkflowId(number),
                Optional.empty(),
                "bench@example.org",
                SCOPE,
                QUOTA,
                "files from x:y",
                List.of(stage));
    }
}

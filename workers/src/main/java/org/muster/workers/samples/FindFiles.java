package org.muster.workers.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.catalogue.inputs.InputCheck;
import org.muster.connectors.metacat.CatalogueDataset;
import org.muster.connectors.metacat.CatalogueFile;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.metacat.MetaCatRefused;
import org.muster.connectors.metacat.MqlText;
import org.muster.connectors.rucio.DidEntry;
import org.muster.connectors.rucio.RucioClient;
import org.muster.connectors.rucio.RucioRefused;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.data.Did;
import org.muster.domain.input.InputSource;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.SampleFile;
import org.muster.protocol.platform.SampleRow;

/** Asks the catalogues which files a sample is, and what they hold. */
final class FindFiles {
    private final PlatformClient platform;
    private final MetaCatClient metacat;
    private final RucioClient rucio;
    private final InputCheck check;

    FindFiles(PlatformClient platform, MetaCatClient metacat, RucioClient rucio) {
        this.platform = platform;
        this.metacat = metacat;
        this.rucio = rucio;
        this.check = new InputCheck(rucio, metacat);
    }

    /** @throws org.muster.domain.failure.ExternalSystemUnavailable if a catalogue does not answer: nothing is found then */
    FoundFiles of(CampaignId campaign, SampleRow sample) {
        FoundFiles found = new FoundFiles();
        try {
            List<Did> named = platform.listed(campaign, sample.sample(), 0);
            if (named.isEmpty()) {
                catalogued(sample.source(), found);
            } else {
                listed(campaign, sample.sample(), named, found);
            }
        } catch (SampleList.TooMany e) {
            found.problem(String.valueOf(e.getMessage()));
        } catch (MetaCatRefused e) {
            if (e.status() >= 500) {
                throw e;
            }
            found.problem(String.valueOf(e.getMessage()));
        } catch (RucioRefused e) {
            found.problem(String.valueOf(e.getMessage()));
        }
        found.files().settle(sample.order());
        if (found.files().size() == 0 && found.problems().isEmpty()) {
            found.problem("there is no such file");
        }
        return found;
    }

    private void catalogued(String source, FoundFiles found) {
        Optional<InputCheck.Objection> objection = check.objection(source);
        if (objection.isPresent()) {
            found.problem(objection.get().message() + " (" + objection.get().remedy() + ")");
        } else if (InputSource.parse(source) instanceof InputSource.RucioDataset dataset) {
            dataset(dataset.did(), found);
        } else {
            query(source, found);
        }
    }

    private void query(String mql, FoundFiles found) {
        metacat.queryWithMetadata(mql, file -> found.files().add(file(file)), (name, why) -> found.skip(name));
        List<Did> datasets = new MqlText(mql).datasets();
        boolean settled = !datasets.isEmpty()
                && datasets.stream()
                        .allMatch(did -> metacat.dataset(did)
                                .filter(CatalogueDataset::frozen)
                                .isPresent());
        if (!settled) {
            found.note("The query may find other files by now: its datasets are not frozen.");
        }
    }

    /** Rucio knows which files, MetaCat what is in them. */
    private void dataset(Did dataset, FoundFiles found) {
        List<DidEntry> portion = new ArrayList<>();
        rucio.files(
                dataset,
                file -> {
                    portion.add(file);
                    if (portion.size() == MetaCatClient.MAX_FILES) {
                        described(portion, found);
                    }
                },
                (name, why) -> found.skip(name));
        described(portion, found);
        if (rucio.find(dataset).filter(DidEntry::open).isPresent()) {
            found.note("The dataset is open: it may have other files by now.");
        }
    }

    private void described(List<DidEntry> portion, FoundFiles found) {
        Map<Did, CatalogueFile> known =
                known(portion.stream().map(DidEntry::did).toList());
        for (DidEntry entry : portion) {
            JsonNode metadata = Optional.ofNullable(known.get(entry.did()))
                    .map(CatalogueFile::metadata)
                    .orElse(MissingNode.getInstance());
            found.files().add(new SampleFile(entry.did(), entry.bytes(), events(metadata), run(metadata)));
        }
        portion.clear();
    }

    private void listed(CampaignId campaign, String sample, List<Did> first, FoundFiles found) {
        long line = 0;
        for (List<Did> names = first; !names.isEmpty(); names = platform.listed(campaign, sample, line)) {
            Map<Did, CatalogueFile> known = known(names);
            for (Did name : names) {
                Optional.ofNullable(known.get(name))
                        .ifPresentOrElse(
                                file -> found.files().add(file(file)),
                                () -> found.problem("MetaCat does not know " + name));
            }
            line += names.size();
        }
    }

    private Map<Did, CatalogueFile> known(List<Did> names) {
        Map<Did, CatalogueFile> known = new HashMap<>();
        metacat.files(names).forEach(file -> known.put(file.did(), file));
        return known;
    }

    private static SampleFile file(CatalogueFile file) {
        return new SampleFile(file.did(), file.sizeBytes(), events(file.metadata()), run(file.metadata()));
    }

    private static Optional<Long> events(JsonNode metadata) {
        return number(metadata.path(SampleFile.EVENTS)).filter(events -> events >= 0);
    }

    /** The first of them, as a file belongs to one slice. */
    private static Optional<Long> run(JsonNode metadata) {
        JsonNode runs = metadata.path(SampleFile.RUNS);
        return number(runs.isArray() ? runs.path(0) : runs);
    }

    private static Optional<Long> number(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() ? Optional.of(node.longValue()) : Optional.empty();
    }
}

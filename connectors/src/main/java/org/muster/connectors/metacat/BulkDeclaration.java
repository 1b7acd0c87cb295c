package org.muster.connectors.metacat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.muster.domain.data.Did;
import org.muster.domain.failure.ExternalSystemUnavailable;

/** Declares files in as few calls as go, though MetaCat takes a call as a whole or not at all. */
final class BulkDeclaration {
    private final MetaCatClient metacat;
    private final MetaCatHttp http;
    private final Did dataset;
    private final Set<Did> fresh = new HashSet<>();
    private final Set<Did> known = new HashSet<>();
    private final Set<Did> conflicting = new HashSet<>();

    BulkDeclaration(MetaCatClient metacat, MetaCatHttp http, Did dataset) {
        this.metacat = metacat;
        this.http = http;
        this.dataset = dataset;
    }

    Declared declare(List<FileDeclaration> files) {
        for (List<FileDeclaration> chunk : MetaCatClient.chunks(files)) {
            List<FileDeclaration> missing = new ArrayList<>(chunk);
            if (!declaredAll(missing)) {
                sortKnown(missing);
                if (!missing.isEmpty() && !declaredAll(missing)) {
                    throw new ExternalSystemUnavailable(
                            "metacat", "somebody else declares the same files at the same time");
                }
            }
            missing.forEach(file -> fresh.add(file.did()));
        }
        return new Declared(fresh, known, conflicting);
    }

    /** All or nothing; false if at least one is there already. */
    private boolean declaredAll(List<FileDeclaration> files) {
        try {
            http.write(
                    MetaCatHttp.data("declare_files?dataset={dataset}", dataset.toString()),
                    files.stream().map(BulkDeclaration::declaration).toList());
            return true;
        } catch (MetaCatRefused e) {
            if (e.error() == MetaCatError.ALREADY_EXISTS) {
                return false;
            }
            throw e;
        }
    }

    /** The refusal's list of names is cut in long answers, so MetaCat is asked for all of them. */
    private void sortKnown(List<FileDeclaration> files) {
        Map<Did, CatalogueFile> there =
                metacat
                        .filesWithoutMetadata(
                                files.stream().map(FileDeclaration::did).toList())
                        .stream()
                        .collect(Collectors.toMap(CatalogueFile::did, Function.identity(), (first, again) -> first));
        List<Did> same = new ArrayList<>();
        files.removeIf(file -> {
            CatalogueFile declared = there.get(file.did());
            if (declared == null) {
                return false;
            }
            if (isSame(declared, file)) {
                same.add(file.did());
                known.add(file.did());
            } else {
                conflicting.add(file.did());
            }
            return true;
        });
        metacat.addFiles(dataset, same);
    }

    private static boolean isSame(CatalogueFile declared, FileDeclaration file) {
        return declared.sizeBytes() == file.sizeBytes()
                && declared.adler32().equals(Optional.of(file.adler32().hex()));
    }

    private static Map<String, Object> declaration(FileDeclaration file) {
        return Map.of(
                "namespace", file.did().scope(),
                "name", file.did().name(),
                "size", file.sizeBytes(),
                "checksums", Map.of("adler32", file.adler32().hex()),
                "metadata", file.metadata(),
                "parents", file.parents().stream().map(MetaCatClient::spec).toList());
    }
}

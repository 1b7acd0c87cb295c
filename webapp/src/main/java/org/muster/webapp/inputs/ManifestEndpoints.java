package org.muster.webapp.inputs;

import java.util.List;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.platform.InputManifest;
import org.muster.webapp.http.RefusedRequest;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Input manifests over HTTP. */
@RestController
@RequestMapping("/api/workflows/{id}/input-manifests")
class ManifestEndpoints {
    private final Manifests manifests;

    ManifestEndpoints(Manifests manifests) {
        this.manifests = manifests;
    }

    @GetMapping
    List<InputManifest> list(@PathVariable WorkflowId id) {
        return manifests.of(id);
    }

    @PutMapping("/{pass}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keep(@PathVariable WorkflowId id, @PathVariable int pass, @RequestBody InputManifest manifest) {
        if (manifest.pass() != pass) {
            throw RefusedRequest.conflict("The manifest is that of another pass.");
        }
        try {
            manifests.keep(id, manifest);
        } catch (DataIntegrityViolationException e) {
            throw RefusedRequest.notFound("workflow " + id);
        }
    }
}

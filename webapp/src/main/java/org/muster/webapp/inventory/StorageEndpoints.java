package org.muster.webapp.inventory;

import java.util.List;
import org.muster.protocol.platform.StorageUsage;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Storages over HTTP. */
@RestController
@RequestMapping("/api/storages")
class StorageEndpoints {
    private final StorageFigures storages;

    StorageEndpoints(StorageFigures storages) {
        this.storages = storages;
    }

    @GetMapping
    List<StorageUsage> all() {
        return storages.all();
    }

    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void replace(@RequestBody List<StorageUsage> told) {
        storages.replace(told);
    }
}

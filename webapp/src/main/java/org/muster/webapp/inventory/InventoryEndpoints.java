package org.muster.webapp.inventory;

import java.util.Map;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.FoundInventory;
import org.muster.protocol.platform.InventoryChangeRow;
import org.muster.protocol.platform.InventoryProposalRow;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The inventory over HTTP. Its changes are decided in Tasklist, not here. */
@RestController
@RequestMapping("/api/inventory")
class InventoryEndpoints {
    private final InventoryViews views;
    private final InventoryProposals proposals;
    private final TakeInventory takeInventory;

    InventoryEndpoints(InventoryViews views, InventoryProposals proposals, TakeInventory takeInventory) {
        this.views = views;
        this.proposals = proposals;
        this.takeInventory = takeInventory;
    }

    @GetMapping("/proposals")
    Page<InventoryProposalRow> proposals(@RequestParam Map<String, String> filters) {
        return views.proposals(filters);
    }

    @GetMapping("/changes")
    Page<InventoryChangeRow> changes(@RequestParam Map<String, String> filters) {
        return views.changes(filters);
    }

    @PostMapping("/found")
    InventoryProposalRow found(@RequestBody FoundInventory found) {
        return takeInventory.take(found);
    }

    @GetMapping("/proposals/{id}/inventory")
    Inventory inventory(@PathVariable int id) {
        return proposals.inventory(id);
    }

    @PostMapping("/proposals/{id}/applied")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void applied(@PathVariable int id) {
        proposals.applied(id);
    }
}

package org.muster.webapp.growth;

import java.util.List;
import java.util.Map;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.ArchiveRow;
import org.muster.protocol.control.TableGrowth;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What grows, and what leaves when, as the allocator knows it. */
@RestController
class GrowthEndpoints {
    private final AllocatorClient allocator;

    GrowthEndpoints(AllocatorClient allocator) {
        this.allocator = allocator;
    }

    @GetMapping("/api/growth")
    List<TableGrowth> tables() {
        return allocator.growth();
    }

    @GetMapping("/api/archives")
    List<ArchiveRow> archives(@RequestParam Map<String, String> supposed) {
        return allocator.archives(supposed);
    }
}

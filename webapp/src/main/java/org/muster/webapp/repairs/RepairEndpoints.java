package org.muster.webapp.repairs;

import java.util.List;
import java.util.Map;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.ReconciliationReport;
import org.muster.protocol.platform.RepairListRow;
import org.muster.protocol.platform.RepairResult;
import org.muster.protocol.platform.RepairRow;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Repairs over HTTP. They are decided in Tasklist, not here. */
@RestController
@RequestMapping("/api")
class RepairEndpoints {
    /** Results in one call. */
    private static final int MAX_RESULTS = 1_000;

    private final RepairViews views;
    private final RepairLists lists;
    private final TakeReport takeReport;

    RepairEndpoints(RepairViews views, RepairLists lists, TakeReport takeReport) {
        this.views = views;
        this.lists = lists;
        this.takeReport = takeReport;
    }

    @GetMapping("/repair-lists")
    Page<RepairListRow> lists(@RequestParam Map<String, String> filters) {
        return views.lists(filters);
    }

    @GetMapping("/repairs")
    Page<RepairRow> repairs(@RequestParam Map<String, String> filters) {
        return views.repairs(filters);
    }

    @PostMapping("/repair-lists/reports")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void report(@RequestBody ReconciliationReport report) {
        takeReport.take(report);
    }

    @PostMapping("/repairs/results")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void results(@RequestBody List<RepairResult> results) {
        if (results.size() > MAX_RESULTS) {
            throw new IllegalArgumentException("at most " + MAX_RESULTS + " results in one call");
        }
        lists.settle(results);
    }
}

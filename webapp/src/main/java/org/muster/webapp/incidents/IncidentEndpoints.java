package org.muster.webapp.incidents;

import java.util.List;
import java.util.Map;
import org.muster.protocol.platform.Incident;
import org.muster.protocol.platform.IncidentRow;
import org.muster.webapp.http.LongTable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Incidents over HTTP: told by programs, read by everybody. People answer them in Tasklist. */
@RestController
@RequestMapping("/api/incidents")
class IncidentEndpoints {
    private final Incidents incidents;
    private final TakeIncidents take;

    IncidentEndpoints(Incidents incidents, TakeIncidents take) {
        this.incidents = incidents;
        this.take = take;
    }

    @GetMapping
    LongTable<IncidentRow> list(@RequestParam Map<String, String> filters) {
        return LongTable.of(filters, incidents::page);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void told(@RequestBody List<Incident> told, Authentication program) {
        take.told(told, program.getName());
    }

    @PostMapping("/over")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void over(@RequestBody List<Incident> ended, Authentication program) {
        take.over(ended, program.getName());
    }
}

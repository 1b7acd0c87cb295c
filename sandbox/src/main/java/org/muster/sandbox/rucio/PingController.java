package org.muster.sandbox.rucio;

import java.util.Map;
import org.muster.sandbox.rucio.http.Reply;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The one call that needs no token; clients tell the dialect's version from it. */
@RestController
final class PingController {

    /** The release whose behaviour this stand-in copies. */
    private static final String VERSION = "38.6.0";

    @GetMapping("/rucio/ping")
    ResponseEntity<byte[]> ping() {
        return Reply.json(Map.of("version", VERSION));
    }
}

package org.muster.sandbox.rucio;

import org.muster.sandbox.rucio.http.Reply;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes what clients tell of their transfers, without a token as on the real server, and forgets it. */
@RestController
final class TracesController {

    @PostMapping("/rucio/traces/")
    ResponseEntity<byte[]> trace() {
        return Reply.created();
    }
}

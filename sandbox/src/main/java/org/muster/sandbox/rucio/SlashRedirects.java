package org.muster.sandbox.rucio;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the real server insists on a trailing slash it answers 308 with an absolute location; so do we. */
@RestController
final class SlashRedirects {

    @RequestMapping({
        "/rucio/rules",
        "/rucio/rses",
        "/rucio/accounts",
        "/rucio/scopes",
        "/rucio/scopes/owner",
        "/rucio/subscriptions",
        "/rucio/traces",
        "/rucio/rses/{rse}/attr",
        "/rucio/accounts/{account}/scopes",
        "/rucio/accounts/{account}/attr"
    })
    ResponseEntity<Void> redirect(HttpServletRequest request) {
        StringBuffer location = request.getRequestURL().append('/');
        if (request.getQueryString() != null) {
            location.append('?').append(request.getQueryString());
        }
        return ResponseEntity.status(308)
                .header("Location", location.toString())
                .build();
    }
}

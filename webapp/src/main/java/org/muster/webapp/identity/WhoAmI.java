package org.muster.webapp.identity;

import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says who the caller is to us. */
@RestController
class WhoAmI {
    record Caller(String name, List<String> groups) {}

    @GetMapping("/api/whoami")
    Caller whoami(Authentication authentication) {
        Person person = Person.of(authentication);
        return new Caller(person.name(), person.groups());
    }
}

package org.muster.webapp.signin;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Short addresses that people are given; they lead on once somebody is signed in. */
@Controller
class Entrances {
    @GetMapping("/")
    String first() {
        return "redirect:/dashboard";
    }

    /** What stands behind the # of an address does not reach us, so it would be lost over a sign-in elsewhere. */
    @GetMapping("/tasks/{id:[A-Za-z0-9-]{1,64}}")
    String task(@PathVariable String id) {
        return "redirect:/camunda/app/tasklist/default/#/?task=" + id;
    }
}

package org.muster.webapp.identity;

import java.security.Principal;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where a signed-in person confirms the code that the command line shows them. */
@Controller
@Profile("!keycloak")
class ActivatePage {
    private static final String PAGE = "activate";

    @GetMapping("/activate")
    ModelAndView activate(@RequestParam(name = "user_code", defaultValue = "") String code, Principal user) {
        return new ModelAndView(PAGE, Map.of("asked", true, "person", user.getName(), "code", code));
    }

    @GetMapping("/activated")
    ModelAndView activated() {
        return new ModelAndView(PAGE, Map.of("asked", false));
    }
}

package org.muster.agents.registrar;

import java.time.Duration;
import org.muster.agents.fake.Catalogues;
import org.muster.catalogue.registration.Installation;

/** Registrars for tests. */
final class Registrars {
    private Registrars() {}

    /** One that remembers nothing. */
    static Registrar in(Catalogues world, Duration linger) {
        return new Registrar(
                new Installation("dev", "exp"),
                new RegistrarSettings(linger),
                world.allocator.client(),
                world.platform.client(),
                world.metacatClient(),
                world.rucioClient(),
                world.setAside);
    }
}

package org.muster.webapp.running;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Ends the applications when the last test has ended. By itself Spring ends them with the JVM, as PostgreSQL ends too, and the
 * engine then waits half a minute for a connection.
 */
final class EndsBeforeItsDatabase implements BeforeAllCallback {
    private static final Namespace APPLICATIONS = Namespace.create(EndsBeforeItsDatabase.class);

    @Override
    public void beforeAll(ExtensionContext test) {
        ApplicationContext application = SpringExtension.getApplicationContext(test);
        test.getRoot().getStore(APPLICATIONS).getOrComputeIfAbsent(application, key ->
                (CloseableResource) ((ConfigurableApplicationContext) application)::close);
    }
}

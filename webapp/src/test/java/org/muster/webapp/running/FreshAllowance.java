package org.muster.webapp.running;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Nobody has tested anything today: what people may test in a day would else depend on which tests ran before. */
final class FreshAllowance implements TestExecutionListener {
    @Override
    public void beforeTestMethod(TestContext context) {
        context.getApplicationContext()
                .getBean(JdbcClient.class)
                .sql("update muster.workflow_extent set files = 0 where files > 0")
                .update();
    }
}

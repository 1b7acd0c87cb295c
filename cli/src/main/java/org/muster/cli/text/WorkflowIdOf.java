package org.muster.cli.text;

import org.muster.domain.workflow.WorkflowId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 123} or {@code w123}. */
public final class WorkflowIdOf implements ITypeConverter<WorkflowId> {
    @Override
    public WorkflowId convert(String text) {
        try {
            return new WorkflowId(Integer.parseInt(text.startsWith("w") ? text.substring(1) : text));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("a workflow is a number such as 123 or w123, not '" + text + "'");
        }
    }
}

package org.muster.cli.text;

import org.muster.domain.workflow.StageRef;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code w123s2}. */
public final class StageOf implements ITypeConverter<StageRef> {
    @Override
    public StageRef convert(String text) {
        try {
            return StageRef.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("a stage looks like w123s2, not '" + text + "'");
        }
    }
}

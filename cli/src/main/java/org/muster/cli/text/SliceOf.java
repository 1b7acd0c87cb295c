package org.muster.cli.text;

import org.muster.protocol.platform.SliceRef;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code production-2}. */
public final class SliceOf implements ITypeConverter<SliceRef> {
    @Override
    public SliceRef convert(String text) {
        try {
            return SliceRef.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}

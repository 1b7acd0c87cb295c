package org.muster.cli.text;

import org.muster.domain.proposal.ProposalId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 123} or {@code p123}. */
public final class ProposalIdOf implements ITypeConverter<ProposalId> {
    @Override
    public ProposalId convert(String text) {
        try {
            return ProposalId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("a proposal is a number such as 123 or p123, not '" + text + "'");
        }
    }
}

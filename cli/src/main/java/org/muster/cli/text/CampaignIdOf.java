package org.muster.cli.text;

import org.muster.domain.campaign.CampaignId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 12} or {@code c12}. */
public final class CampaignIdOf implements ITypeConverter<CampaignId> {
    @Override
    public CampaignId convert(String text) {
        try {
            return new CampaignId(Integer.parseInt(text.startsWith("c") ? text.substring(1) : text));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("a campaign is a number such as 12 or c12, not '" + text + "'");
        }
    }
}

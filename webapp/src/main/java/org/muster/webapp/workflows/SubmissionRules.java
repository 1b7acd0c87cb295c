package org.muster.webapp.workflows;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.muster.domain.data.ScratchAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where workflows of people may reach outside the platform.
 *
 * @param imagePrefixes what an image's full name begins with, each up to and with a slash or colon
 * @param impliedImagePrefix stands before an image of which only the name is given, as justIN has it
 * @param scratchUrls below which addresses outputs may go without a catalogue; none is where they may not
 * @param campaignGroups groups whose slots any campaign may ask for
 */
@ConfigurationProperties("muster.submissions")
public record SubmissionRules(
        List<String> imagePrefixes, String impliedImagePrefix, List<String> scratchUrls, List<String> campaignGroups) {
    private static final String NEWEST = ":latest";

    public SubmissionRules {
        imagePrefixes = List.copyOf(imagePrefixes);
        scratchUrls = List.copyOf(scratchUrls);
        campaignGroups = List.copyOf(campaignGroups);
        scratchUrls.forEach(ScratchAddress::parse);
    }

    /** {@code el9} is {@code <prefix>el9:latest}; a full name stays as it is. */
    String fullImage(String image) {
        if (image.contains("/")) {
            return image;
        }
        return impliedImagePrefix + image + (image.contains(":") ? "" : NEWEST);
    }

    boolean allowsImage(String fullName) {
        return fullName.startsWith(impliedImagePrefix) || imagePrefixes.stream().anyMatch(fullName::startsWith);
    }

    /** Whether somebody of these groups may have the slots of this group. */
    boolean lends(String group, Set<String> memberships) {
        return memberships.stream().anyMatch(mine -> bare(mine).equals(bare(group)));
    }

    /** The same of a request: the production group agrees to its plan, so it may have the slots that are for campaigns. */
    public boolean lendsToCampaign(String group, Set<String> requesters) {
        return lends(group, groupsOfCampaign(requesters));
    }

    public Set<String> groupsOfCampaign(Set<String> requesters) {
        Set<String> groups = new TreeSet<>(requesters);
        groups.addAll(campaignGroups);
        return groups;
    }

    /** Tokens of some providers write a slash before a group, those of others do not. */
    private static String bare(String group) {
        return group.startsWith("/") ? group.substring(1) : group;
    }

    Optional<ScratchAddress> scratchOf(ScratchAddress address) {
        return scratchUrls.stream()
                .map(ScratchAddress::parse)
                .filter(address::isBelow)
                .findFirst();
    }
}

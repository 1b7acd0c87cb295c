package org.muster.webapp.numbers;

/** How far a campaign is: its workflows, their input files, and the events of its production. */
public record CampaignSums(long workflows, long finished, long filesProcessed, long filesTotal, long eventsAchieved) {
    public static final CampaignSums NONE = new CampaignSums(0, 0, 0, 0, 0);

    CampaignSums plus(CampaignSums other) {
        return new CampaignSums(
                workflows + other.workflows,
                finished + other.finished,
                filesProcessed + other.filesProcessed,
                filesTotal + other.filesTotal,
                eventsAchieved + other.eventsAchieved);
    }
}

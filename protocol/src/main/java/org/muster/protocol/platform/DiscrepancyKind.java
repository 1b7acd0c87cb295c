package org.muster.protocol.platform;

import java.util.Locale;

/** How a catalogue can differ from the ledger about one output file or the rule of a dataset, and what would be done about it. */
public enum DiscrepancyKind {
    MISSING_IN_METACAT("not in MetaCat, or not in its dataset there", "declare it and put it into its datasets"),
    MISSING_IN_RUCIO("not in Rucio, or not in its dataset there", "register its replica and put it into its datasets"),
    DIFFERENT_IN_METACAT(
            "another size or checksum in MetaCat", "set size and checksum in MetaCat to what the job confirmed"),
    DIFFERENT_IN_RUCIO(
            "another size or checksum in Rucio", "nothing: Rucio cannot change them, so a person has to look"),
    UNKNOWN_IN_METACAT("in MetaCat's dataset, but no output of ours", "take it out of the dataset in MetaCat"),
    UNKNOWN_IN_RUCIO("in Rucio's dataset, but no output of ours", "take it out of the dataset in Rucio"),
    REPLICA_LOST("no replica that can be read", "mark it as lost in MetaCat"),
    RULE_MISSING("no rule keeps the dataset, so Rucio may delete it", "make the rule again"),
    RULE_ELSEWHERE("rules keep the dataset on other storages only", "make the rule that was asked for, beside them"),
    RULE_ENDS_EARLY("the rule of the dataset ends too early", "let it live as long as was asked for, from now on"),
    RULE_STUCK("the rule of the dataset is stuck", "nothing: Rucio tries again by itself, so a person has to look");

    private final String wrong;
    private final String repair;

    DiscrepancyKind(String wrong, String repair) {
        this.wrong = wrong;
        this.repair = repair;
    }

    public String wrong() {
        return wrong;
    }

    public String repair() {
        return repair;
    }

    /** Whether the catalogues know more than the ledger, rather than less or otherwise. */
    public boolean unknown() {
        return this == UNKNOWN_IN_METACAT || this == UNKNOWN_IN_RUCIO;
    }

    /** Whether it is about the rule of a dataset, and no single file. */
    public boolean ofRule() {
        return switch (this) {
            case RULE_MISSING, RULE_ELSEWHERE, RULE_ENDS_EARLY, RULE_STUCK -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package org.muster.allocator.ledger;

import org.muster.allocator.ledger.rules.fixture.RuleThatCommands;

/** Breaks: what the ledger's callers hold knows no rules. */
public record KnowsARule(RuleThatCommands rule) {}

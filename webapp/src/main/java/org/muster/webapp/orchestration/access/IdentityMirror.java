package org.muster.webapp.orchestration.access;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.muster.domain.identity.Role;
import org.muster.webapp.identity.Person;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Copies who signed in, and their groups, into the engine's own tables, so that the task list can show names and groups. The
 * sign-in stays the only truth: passwords there are random and known to nobody.
 */
@Component
class IdentityMirror {
    /** People remembered as copied; beyond it the memory starts afresh, which costs a few queries and nothing else. */
    private static final int MAX_REMEMBERED = 10_000;

    private final IdentityService identities;
    private final TransactionTemplate transaction;
    private final Map<String, Person> copied = new ConcurrentHashMap<>();

    IdentityMirror(IdentityService identities, PlatformTransactionManager transactions) {
        this.identities = identities;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** A program is not a person: it needs no entry, for its groups come with every call. */
    void see(Person person, NameOf name) {
        if (person.has(Role.SERVICE) || person.equals(copied.get(person.name()))) {
            return;
        }
        copy(person, name);
    }

    synchronized void copy(Person person, NameOf name) {
        if (person.equals(copied.get(person.name()))) {
            return;
        }
        transaction.executeWithoutResult(status -> write(person, name));
        if (copied.size() >= MAX_REMEMBERED) {
            copied.clear();
        }
        copied.put(person.name(), person);
    }

    private void write(Person person, NameOf name) {
        User user = identities.createUserQuery().userId(person.name()).singleResult();
        boolean known = user != null;
        if (user == null) {
            user = identities.newUser(person.name());
            user.setPassword(UUID.randomUUID().toString());
        }
        if (!known || !name.first().equals(person.name())) {
            user.setFirstName(name.first());
            user.setLastName(name.last());
            identities.saveUser(user);
        }
        List<String> before = identities.createGroupQuery().groupMember(person.name()).list().stream()
                .map(Group::getId)
                .toList();
        List<String> now = person.groups();
        before.stream()
                .filter(group -> !now.contains(group))
                .forEach(group -> identities.deleteMembership(person.name(), group));
        now.stream()
                .filter(group -> !before.contains(group))
                .forEach(group -> identities.createMembership(person.name(), group));
    }
}

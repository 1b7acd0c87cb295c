package org.muster.webapp.orchestration.access;

import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.muster.domain.identity.EngineName;
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
    private final IdentityService identities;
    private final TransactionTemplate transaction;

    IdentityMirror(IdentityService identities, PlatformTransactionManager transactions) {
        this.identities = identities;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** A program is not a person: it needs no entry, for its groups come with every call. */
    void see(Person person, NameOf name) {
        if (!person.has(Role.SERVICE)) {
            copy(person, name);
        }
    }

    /** Looks each time, so that a copy that somebody changed or deleted in the engine is mended with the next call. */
    synchronized void copy(Person person, NameOf name) {
        transaction.executeWithoutResult(status -> write(person, name));
    }

    private void write(Person person, NameOf name) {
        String id = EngineName.of(person.name());
        User user = identities.createUserQuery().userId(id).singleResult();
        boolean known = user != null;
        if (user == null) {
            user = identities.newUser(id);
            user.setPassword(UUID.randomUUID().toString());
        }
        boolean renamed =
                !name.first().equals(user.getFirstName()) || !name.last().equals(user.getLastName());
        if (!known || (renamed && !name.first().equals(person.name()))) {
            user.setFirstName(name.first());
            user.setLastName(name.last());
            identities.saveUser(user);
        }
        List<String> before = identities.createGroupQuery().groupMember(id).list().stream()
                .map(Group::getId)
                .toList();
        List<String> now = person.groups();
        before.stream().filter(group -> !now.contains(group)).forEach(group -> identities.deleteMembership(id, group));
        now.stream().filter(group -> !before.contains(group)).forEach(group -> identities.createMembership(id, group));
    }
}

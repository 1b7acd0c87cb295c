package org.muster.webapp.orchestration.access;

import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.TaskQuery;
import org.muster.domain.identity.Role;
import org.muster.webapp.identity.Credentials;
import org.muster.webapp.identity.Person;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Groups, grants and the task list's filters, as this version has them; and everybody whom the built-in sign-in knows. */
@Component
@Order(1)
class AccessAtStart implements ApplicationRunner {
    /** Without a member of the administrators' group every engine webapp asks to be set up by whoever comes first. */
    private static final String CARETAKER = "muster-caretaker";

    private static final String ME = "${currentUser()}";

    private final IdentityService identities;
    private final AuthorizationService authorizations;
    private final FilterService filters;
    private final TaskService tasks;
    private final IdentityMirror mirror;
    private final ObjectProvider<Credentials> credentials;

    AccessAtStart(
            IdentityService identities,
            AuthorizationService authorizations,
            FilterService filters,
            TaskService tasks,
            IdentityMirror mirror,
            ObjectProvider<Credentials> credentials) {
        this.identities = identities;
        this.authorizations = authorizations;
        this.filters = filters;
        this.tasks = tasks;
        this.mirror = mirror;
        this.credentials = credentials;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        Grants grants = new Grants(authorizations);
        for (Role role : Role.values()) {
            group(role);
            grants.give(role);
        }
        credentials.ifAvailable(known -> known.users()
                .forEach(user -> mirror.copy(
                        Person.of(user.name(), user.groups()), new NameOf(user.firstName(), user.lastName()))));
        caretaker();
        filter(
                "Waiting for me",
                0,
                tasks.createTaskQuery()
                        .or()
                        .taskAssigneeExpression(ME)
                        .taskCandidateGroupInExpression("${currentUserGroups()}")
                        .endOr());
        filter("My tasks", 1, tasks.createTaskQuery().taskAssigneeExpression(ME));
        filter(
                "Tasks of my groups",
                2,
                tasks.createTaskQuery()
                        .taskCandidateGroupInExpression("${currentUserGroups()}")
                        .includeAssignedTasks());
        filter("All tasks", 3, tasks.createTaskQuery());
    }

    private void group(Role role) {
        if (identities.createGroupQuery().groupId(role.group()).count() == 0) {
            Group group = identities.newGroup(role.group());
            group.setName(role.group());
            group.setType(role == Role.ADMIN ? "SYSTEM" : "WORKFLOW");
            identities.saveGroup(group);
        }
    }

    private void caretaker() {
        if (identities.createUserQuery().memberOfGroup(Role.ADMIN.group()).count() > 0) {
            return;
        }
        User user = identities.newUser(CARETAKER);
        user.setFirstName("Muster");
        user.setLastName("Caretaker");
        user.setPassword(UUID.randomUUID().toString());
        identities.saveUser(user);
        identities.createMembership(CARETAKER, Role.ADMIN.group());
    }

    private void filter(String name, int priority, TaskQuery query) {
        Filter filter = filters.createFilterQuery().filterName(name).list().stream()
                .findFirst()
                .orElseGet(() -> filters.newTaskFilter(name));
        filter.setQuery(query);
        filter.setProperties(Map.of("priority", priority, "refresh", true, "color", "#3c6e71"));
        filters.saveFilter(filter);
    }
}

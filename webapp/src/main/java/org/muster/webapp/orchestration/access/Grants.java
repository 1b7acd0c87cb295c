package org.muster.webapp.orchestration.access;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import java.util.Arrays;
import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.muster.domain.identity.Role;

/**
 * What each group may do in the engine. Nobody but the administrators may start or delete process instances there: a campaign
 * or workflow begins with its row, through our API. Candidate groups get the right to their tasks with the task.
 */
record Grants(AuthorizationService authorizations) {

    void give(Role role) {
        switch (role) {
            case ADMIN -> {
                // The administrator plugin lets this group do everything.
            }
            case SERVICE -> {
                // Fetching, extending, completing and failing external tasks, and reading their variables.
                grant(role, Resources.PROCESS_INSTANCE, ANY, Permissions.READ, Permissions.UPDATE);
                grant(role, Resources.PROCESS_DEFINITION, ANY, Permissions.READ, Permissions.READ_INSTANCE);
            }
            case REQUESTER -> read(role);
            case SHIFTER, PRODUCTION, EXPERT, DATA_MANAGEMENT -> {
                read(role);
                grant(role, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
            }
        }
    }

    private void read(Role role) {
        grant(role, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        grant(role, Resources.APPLICATION, "welcome", Permissions.ACCESS);
        grant(role, Resources.FILTER, ANY, Permissions.READ);
        grant(role, Resources.USER, ANY, Permissions.READ);
        grant(role, Resources.GROUP, ANY, Permissions.READ);
        grant(role, Resources.DECISION_DEFINITION, ANY, Permissions.READ, Permissions.READ_HISTORY);
        grant(
                role,
                Resources.PROCESS_DEFINITION,
                ANY,
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_TASK,
                ProcessDefinitionPermissions.READ_HISTORY);
    }

    private void grant(Role role, Resource resource, String id, Permission... permissions) {
        List<Authorization> existing = authorizations
                .createAuthorizationQuery()
                .authorizationType(AUTH_TYPE_GRANT)
                .groupIdIn(role.group())
                .resourceType(resource)
                .resourceId(id)
                .list();
        Authorization authorization =
                existing.isEmpty() ? authorizations.createNewAuthorization(AUTH_TYPE_GRANT) : existing.get(0);
        if (!existing.isEmpty() && Arrays.stream(permissions).allMatch(authorization::isPermissionGranted)) {
            return;
        }
        authorization.setGroupId(role.group());
        authorization.setResource(resource);
        authorization.setResourceId(id);
        authorization.setPermissions(permissions);
        authorizations.saveAuthorization(authorization);
    }
}

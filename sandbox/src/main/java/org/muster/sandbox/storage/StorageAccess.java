package org.muster.sandbox.storage;

import java.util.Set;
import org.muster.sandbox.identity.Identity;

/**
 * What a token allows on storage: scopes {@code storage.read}, {@code storage.create} and {@code storage.modify}, each
 * good everywhere or, as {@code storage.read:/some/path}, for a path and what lies below it. Paths are those of URLs,
 * as in PFNs.
 */
record StorageAccess(Set<String> scopes) {

    /** What a request wants to do. */
    enum Action {
        READ,
        /** Add what is not there. Modifying includes it. */
        CREATE,
        MODIFY;

        boolean isGrantedBy(String scope) {
            return switch (this) {
                case READ -> scope.equals("storage.read");
                case CREATE -> scope.equals("storage.create") || scope.equals("storage.modify");
                case MODIFY -> scope.equals("storage.modify");
            };
        }
    }

    static StorageAccess of(Identity identity) {
        return new StorageAccess(identity.scopes());
    }

    boolean allows(Action action, String path) {
        return scopes.stream().anyMatch(scope -> {
            int colon = scope.indexOf(':');
            String name = colon < 0 ? scope : scope.substring(0, colon);
            String below = colon < 0 ? "/" : scope.substring(colon + 1);
            return action.isGrantedBy(name) && isBelow(path, below);
        });
    }

    /** By whole path elements: {@code /data} does not cover {@code /database}. */
    private static boolean isBelow(String path, String below) {
        String directory = below.endsWith("/") ? below : below + "/";
        return below.startsWith("/") && (path + "/").startsWith(directory);
    }
}

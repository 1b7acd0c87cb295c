package org.muster.sandbox.metacat.mql;

/** {@code namespace:name}. */
public record QualifiedName(String namespace, String name) {

    @Override
    public String toString() {
        return namespace + ":" + name;
    }
}

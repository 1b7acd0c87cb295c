package org.muster.sandbox.metacat.mql;

import java.util.Map;
import java.util.Optional;

/** What a condition is about: the table (by the alias used everywhere) and its attributes with their SQL types. */
enum QueriedTable {
    FILES("f"),
    DATASETS("d"),
    QUERIES("q");

    private static final Map<String, String> FILE_ATTRIBUTES = Map.of(
            "name", "text",
            "namespace", "text",
            "size", "numeric",
            "creator", "text",
            "created_timestamp", "timestamptz",
            "updated_timestamp", "timestamptz",
            "updated_by", "text",
            "retired", "boolean",
            "retired_by", "text",
            "retired_timestamp", "timestamptz");
    private static final Map<String, String> DATASET_ATTRIBUTES = Map.of(
            "name", "text",
            "namespace", "text",
            "creator", "text",
            "created_timestamp", "timestamptz",
            "description", "text",
            "frozen", "boolean",
            "monotonic", "boolean",
            "file_count", "numeric");
    private static final Map<String, String> QUERY_ATTRIBUTES = Map.of(
            "name", "text",
            "namespace", "text",
            "creator", "text",
            "created_timestamp", "timestamptz",
            "description", "text");

    private final String alias;

    QueriedTable(String alias) {
        this.alias = alias;
    }

    String column(String name) {
        return alias + "." + name;
    }

    String metadata() {
        return column("metadata");
    }

    Optional<String> typeOf(String attribute) {
        return Optional.ofNullable(
                switch (this) {
                    case FILES -> FILE_ATTRIBUTES.get(attribute);
                    case DATASETS -> DATASET_ATTRIBUTES.get(attribute);
                    case QUERIES -> QUERY_ATTRIBUTES.get(attribute);
                });
    }

    /** The real server stumbles over its own message where it is not about files. */
    MqlError unknown(String attribute) {
        return this == FILES
                ? MqlError.compilation("Unrecognized attribute name " + attribute)
                : MqlError.server("AttributeError: 'ValueError' object has no attribute 'Message'");
    }
}

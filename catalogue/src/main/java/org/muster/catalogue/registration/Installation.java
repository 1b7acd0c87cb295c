package org.muster.catalogue.registration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What tells the names of this installation from those of others.
 *
 * @param instance first part of the names of datasets that belong to one workflow
 * @param metadataCategory before the dot of the keys that we write in MetaCat
 */
@ConfigurationProperties("muster.installation")
public record Installation(String instance, String metadataCategory) {
    public DatasetNames names() {
        return new DatasetNames(instance);
    }

    public MetadataKeys keys() {
        return new MetadataKeys(metadataCategory);
    }
}

package org.muster.workers.git;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param officialRepositories {@code name=url} pairs, separated by blanks or commas
 * @param productionGit repository that keeps what campaigns ran; a local path that does not exist is made
 * @param workingCopy folder for our clone of it
 */
@ConfigurationProperties("muster.git")
record GitSettings(String officialRepositories, String productionGit, Path workingCopy) {}

package org.muster.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the jar that runs, as the dashboard's footer shows it; classes without a jar say so. */
final class BuiltVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "muster "
                    + Optional.ofNullable(MusterCli.class.getPackage().getImplementationVersion())
                            .orElse("(not from a jar)")
        };
    }
}

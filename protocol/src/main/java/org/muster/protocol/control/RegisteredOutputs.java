package org.muster.protocol.control;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.muster.domain.data.Adler32Sum;

/**
 * Outputs that the catalogues know now, read back.
 *
 * @param checksums that they are known by; of those that are registered without one, none
 */
public record RegisteredOutputs(List<Long> outputIds, Map<Long, Adler32Sum> checksums) {
    public RegisteredOutputs {
        outputIds = List.copyOf(outputIds);
        checksums = Map.copyOf(checksums);
    }

    public static RegisteredOutputs of(List<OutputToRegister> outputs) {
        Map<Long, Adler32Sum> checksums = new TreeMap<>();
        outputs.forEach(output -> output.adler32().ifPresent(sum -> checksums.put(output.outputId(), sum)));
        return new RegisteredOutputs(
                outputs.stream().map(OutputToRegister::outputId).toList(), checksums);
    }
}

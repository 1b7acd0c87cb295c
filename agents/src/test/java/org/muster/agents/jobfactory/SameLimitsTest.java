package org.muster.agents.jobfactory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.muster.domain.job.ResultLimits;
import org.muster.wrapper.WrapperJob;

/** The wrapper job checks before it asks what the allocator checks when it is asked. */
class SameLimitsTest {
    private static final Pattern CONSTANT = Pattern.compile("(?m)^([A-Z_]+) = (?:(\\d+)|r\"(.*)\")$");

    @Test
    void theWrapperJobHasTheConstantsOfTheDomain() throws IllegalAccessException {
        Map<String, String> known = new TreeMap<>();
        for (Field field : ResultLimits.class.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())) {
                known.put(field.getName(), String.valueOf(field.get(null)));
            }
        }
        Map<String, String> told = new TreeMap<>();
        CONSTANT.matcher(WrapperJob.template()).results().forEach(constant -> {
            if (known.containsKey(constant.group(1))) {
                told.put(constant.group(1), constant.group(2) == null ? constant.group(3) : constant.group(2));
            }
        });
        assertThat(told).isEqualTo(known).hasSizeGreaterThan(10);
    }
}

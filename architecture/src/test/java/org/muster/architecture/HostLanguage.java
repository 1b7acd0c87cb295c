package org.muster.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;

/** Calls of the JDK that fall back on the host's language or character set because they were given neither. */
final class HostLanguage {
    /** Each has a sibling that takes a Locale or a Charset: only the call without one asks the host. */
    private static final Set<String> METHODS = Set.of(
            "java.lang.String.format",
            "java.lang.String.formatted",
            "java.lang.String.toLowerCase",
            "java.lang.String.toUpperCase",
            "java.lang.String.getBytes",
            "java.io.PrintStream.printf",
            "java.io.PrintStream.format",
            "java.io.PrintWriter.printf",
            "java.io.PrintWriter.format",
            "java.io.ByteArrayOutputStream.toString",
            "java.lang.Process.inputReader",
            "java.lang.Process.errorReader",
            "java.lang.Process.outputWriter",
            "java.time.format.DateTimeFormatter.ofPattern",
            "java.time.format.DateTimeFormatterBuilder.toFormatter",
            "java.text.NumberFormat.getInstance",
            "java.text.NumberFormat.getNumberInstance",
            "java.text.NumberFormat.getIntegerInstance",
            "java.text.NumberFormat.getPercentInstance",
            "java.text.NumberFormat.getCompactNumberInstance",
            "java.text.MessageFormat.format",
            "java.text.DateFormat.getDateTimeInstance",
            "java.text.Collator.getInstance",
            "java.net.URLDecoder.decode",
            "java.net.URLEncoder.encode",
            "java.util.Locale.getDefault",
            "java.nio.charset.Charset.defaultCharset");

    private static final Set<String> TYPES = Set.of(
            "java.io.InputStreamReader",
            "java.io.OutputStreamWriter",
            "java.io.FileReader",
            "java.io.FileWriter",
            "java.io.PrintStream",
            "java.io.PrintWriter",
            "java.util.Scanner",
            "java.util.Formatter",
            "java.text.DecimalFormat",
            "java.text.MessageFormat",
            "java.text.SimpleDateFormat");

    private static final Set<String> ANSWERS = Set.of("java.util.Locale", "java.nio.charset.Charset", "java.io.Writer");

    static final DescribedPredicate<JavaAccess<?>> ASKED = DescribedPredicate.describe(
            "depends on the host's language or character set",
            access -> access.getTarget() instanceof CodeUnitAccessTarget target && asks(target));

    private HostLanguage() {}

    private static boolean asks(CodeUnitAccessTarget target) {
        List<String> parameters =
                target.getRawParameterTypes().stream().map(JavaClass::getName).toList();
        return parameters.stream().noneMatch(ANSWERS::contains)
                && (METHODS.contains(target.getOwner().getName() + "." + target.getName())
                        || (target.getName().equals("<init>")
                                && makesText(target.getOwner().getName(), parameters)));
    }

    private static boolean makesText(String type, List<String> parameters) {
        return TYPES.contains(type) || (type.equals("java.lang.String") && parameters.contains("[B"));
    }
}

package org.muster.wrapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Fills in the wrapper job's template. The result is one Python file that needs nothing else on the worker node. */
public final class WrapperJob {

    private static final String TOOLS_VARIABLE = "muster_tools_base64";
    private static final List<String> TOOLS =
            List.of("justin-allocated-files", "justin-get-file", "muster-fetch", "muster-post");
    /** The wrapper job is written in parts, for people; a worker node gets them joined. */
    private static final String PARTS = "wrapper_job/";

    private static final Pattern IMPORT_OF_A_PART =
            Pattern.compile("^from \\.\\w+ import (?:\\([^)]*\\)|[^(\n]+)\n", Pattern.MULTILINE);
    private static final Pattern VARIABLE = Pattern.compile("###([a-z0-9_]+)###");

    /** Values land inside Python string literals, so quotes, backslashes and line ends must not get there. */
    private static final Pattern SAFE_VALUE = Pattern.compile("[A-Za-z0-9_.:/@+=~,-]*");

    /** Fixed, so that the same values always give the same file. */
    private static final LocalDateTime ZIP_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private WrapperJob() {}

    /** The template with its triple-hash variables. */
    public static String template() {
        return resource(PARTS + "order")
                .lines()
                .map(part ->
                        IMPORT_OF_A_PART.matcher(resource(PARTS + part + ".py")).replaceAll(""))
                .collect(Collectors.joining("\n\n", "#!/usr/bin/env python3\n", ""));
    }

    /** The jobscript's tools: file name to text. */
    public static SortedMap<String, String> tools() {
        SortedMap<String, String> tools = new TreeMap<>();
        for (String tool : TOOLS) {
            tools.put(tool, resource(tool));
        }
        return tools;
    }

    /** The names of the variables that {@link #render} wants, no more and no less. */
    public static Set<String> variables() {
        Set<String> names = new TreeSet<>();
        VARIABLE.matcher(template()).results().map(match -> match.group(1)).forEach(names::add);
        names.remove(TOOLS_VARIABLE);
        return names;
    }

    /**
     * The file to submit; the tools are put in here.
     *
     * @throws IllegalArgumentException naming every missing, unknown or unsafe variable, but no values: one is a secret
     */
    public static String render(Map<String, String> values) {
        List<String> problems = problems(values);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        Map<String, String> all = new TreeMap<>(values);
        all.put(TOOLS_VARIABLE, toolsBase64());
        return VARIABLE.matcher(template()).replaceAll(match -> Matcher.quoteReplacement(value(all, match)));
    }

    private static String value(Map<String, String> values, MatchResult variable) {
        String value = values.get(variable.group(1));
        if (value == null) {
            throw new IllegalStateException("the template has the unknown variable " + variable.group(1));
        }
        return value;
    }

    private static List<String> problems(Map<String, String> values) {
        List<String> problems = new ArrayList<>();
        Set<String> wanted = variables();
        for (String name : wanted) {
            if (!values.containsKey(name)) {
                problems.add("missing variable " + name);
            }
        }
        for (Map.Entry<String, String> entry : new TreeMap<>(values).entrySet()) {
            if (!wanted.contains(entry.getKey())) {
                problems.add("unknown variable " + entry.getKey());
            } else if (!SAFE_VALUE.matcher(entry.getValue()).matches()) {
                problems.add("unsafe characters in the value of " + entry.getKey());
            }
        }
        return problems;
    }

    private static String toolsBase64() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> tool : tools().entrySet()) {
                ZipEntry entry = new ZipEntry(tool.getKey());
                entry.setTimeLocal(ZIP_TIME);
                zip.putNextEntry(entry);
                zip.write(tool.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static String resource(String name) {
        try (InputStream stream = WrapperJob.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("resource " + name + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}

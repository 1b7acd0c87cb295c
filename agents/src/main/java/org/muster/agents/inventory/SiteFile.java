package org.muster.agents.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.site.SiteName;
import org.muster.protocol.control.Inventory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The sites of a pilot factory, from its own configuration: XML with {@code <entry>} elements, or YAML where an entry is what has
 * {@code attrs}. Entries that do not name a site of ours are others'.
 */
final class SiteFile {
    /** Where a factory serves several experiments, each has an attribute of its own. */
    static final String SITE = "GLIDEIN_Site";
    /** Bytes of a file. */
    static final long MAX_BYTES = 50_000_000;
    /** Entries of a file, ours and others'. */
    static final int MAX_ENTRIES = 20_000;
    /** Entries that a reason names. */
    private static final int MAX_NAMED = 3;
    /** Levels of a YAML file above an entry. */
    private static final int MAX_DEPTH = 10;

    private record Entry(String name, boolean enabled, Map<String, String> attributes) {
        Inventory.Limits limits() {
            return new Inventory.Limits(
                    limit("GLIDEIN_CPUS"), limit("GLIDEIN_MaxMemMBs"), limit("GLIDEIN_Max_Walltime"));
        }

        /** None if the entry does not say; {@code auto} and the like mean that the node says. */
        private Optional<Integer> limit(String attribute) {
            return Optional.ofNullable(attributes.get(attribute))
                    .filter(value -> value.matches("\\d{1,9}"))
                    .map(Integer::valueOf);
        }
    }

    private final Path file;
    private final String siteAttribute;
    private final List<Entry> entries = new ArrayList<>();

    private SiteFile(Path file, String siteAttribute) {
        this.file = file;
        this.siteAttribute = siteAttribute;
    }

    /** @param refused why sites are left out, by their names: what is wrong with one is no reason to do without the others */
    record Content(List<Inventory.Site> sites, Map<String, String> refused) {}

    /** A file that cannot be read is an outage: what is known stays in force, and people are told. */
    static Content read(Path file, String siteAttribute) {
        SiteFile reading = new SiteFile(file, siteAttribute);
        boolean yaml = file.toString().endsWith(".yaml") || file.toString().endsWith(".yml");
        try (InputStream input = Files.newInputStream(file)) {
            if (Files.size(file) > MAX_BYTES) {
                throw reading.bad("it has more than " + MAX_BYTES + " bytes");
            }
            if (yaml) {
                reading.yaml(input);
            } else {
                reading.xml(input);
            }
        } catch (IOException | SAXException | ParserConfigurationException | YAMLException e) {
            throw reading.bad(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        return reading.sites();
    }

    private void xml(InputStream input) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var builder = factory.newDocumentBuilder();
        // The default prints to the console before it throws.
        builder.setErrorHandler(null);
        NodeList found = builder.parse(input).getElementsByTagName("entry");
        for (int i = 0; i < found.getLength(); i++) {
            Element element = (Element) found.item(i);
            Map<String, String> attributes = new LinkedHashMap<>();
            NodeList attrs = element.getElementsByTagName("attr");
            for (int j = 0; j < attrs.getLength(); j++) {
                Element attr = (Element) attrs.item(j);
                attributes.put(attr.getAttribute("name"), attr.getAttribute("value"));
            }
            add(element.getAttribute("name"), element.getAttribute("enabled"), attributes);
        }
    }

    private void yaml(InputStream input) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit((int) MAX_BYTES);
        if (new Yaml(new SafeConstructor(options)).load(input) instanceof Map<?, ?> top) {
            descend(top, 0);
        } else {
            throw bad("it is no map of entries");
        }
    }

    private void descend(Map<?, ?> level, int depth) {
        level.forEach((name, value) -> {
            if (value instanceof Map<?, ?> below && depth < MAX_DEPTH) {
                if (below.get("attrs") instanceof Map<?, ?> attrs) {
                    Map<String, String> attributes = new LinkedHashMap<>();
                    attrs.forEach((key, attr) -> attributes.put(
                            String.valueOf(key),
                            String.valueOf(attr instanceof Map<?, ?> given ? given.get("value") : attr)));
                    add(String.valueOf(name), String.valueOf(below.get("enabled")), attributes);
                } else {
                    descend(below, depth + 1);
                }
            }
        });
    }

    private void add(String name, String enabled, Map<String, String> attributes) {
        if (entries.size() == MAX_ENTRIES) {
            throw bad("it has more than " + MAX_ENTRIES + " entries");
        }
        entries.add(new Entry(name, !enabled.equalsIgnoreCase("false"), attributes));
    }

    private Content sites() {
        Map<String, List<Entry>> bySite = new TreeMap<>();
        for (Entry entry : entries) {
            String site = entry.attributes().getOrDefault(siteAttribute, "");
            if (!site.isEmpty()) {
                bySite.computeIfAbsent(site, name -> new ArrayList<>()).add(entry);
            }
        }
        List<Inventory.Site> sites = new ArrayList<>();
        Map<String, String> refused = new TreeMap<>();
        bySite.forEach((name, all) -> {
            try {
                sites.add(site(name, all));
            } catch (IllegalArgumentException e) {
                refused.put(
                        name,
                        e.getMessage() + ", in " + file + " at "
                                + all.stream()
                                        .map(Entry::name)
                                        .sorted()
                                        .limit(MAX_NAMED)
                                        .collect(Collectors.joining(", ")));
            }
        });
        return new Content(sites, refused);
    }

    private Inventory.Site site(String name, List<Entry> all) {
        Map<String, Inventory.Limits> offered = new TreeMap<>();
        all.stream()
                .filter(Entry::enabled)
                .forEach(entry -> offered.merge(entry.name(), entry.limits(), SiteFile::most));
        Inventory.Limits limits =
                offered.values().stream().reduce(SiteFile::most).orElse(Inventory.Limits.UNKNOWN);
        List<String> names = List.copyOf(offered.keySet());
        offered.values().removeIf(limits::equals);
        return new Inventory.Site(new SiteName(name), !names.isEmpty(), names, limits, offered);
    }

    private static Inventory.Limits most(Inventory.Limits one, Inventory.Limits other) {
        return new Inventory.Limits(
                most(one.maxCores(), other.maxCores()),
                most(one.maxMemoryMib(), other.maxMemoryMib()),
                most(one.maxWallSeconds(), other.maxWallSeconds()));
    }

    /** Nothing is more than no limit. */
    private static Optional<Integer> most(Optional<Integer> one, Optional<Integer> other) {
        return one.flatMap(first -> other.map(second -> Math.max(first, second)));
    }

    private ExternalSystemUnavailable bad(String why) {
        return new ExternalSystemUnavailable("site file", file + " cannot be read: " + why);
    }
}

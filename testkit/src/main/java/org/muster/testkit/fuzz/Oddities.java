package org.muster.testkit.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What nobody should send and somebody will: texts, numbers and shapes, drawn by a seeded dice so that a finding can be had again. */
public final class Oddities {
    /** How many inputs a test draws: few in each build, many in a nightly run (-Dmuster.nightly=true). */
    public static final int INPUTS =
            Integer.getInteger("muster.fuzz.inputs", Boolean.getBoolean("muster.nightly") ? 30_000 : 2_000);

    /** Another seed by -Dmuster.fuzz.seed=N. */
    public static final long SEED = Long.getLong("muster.fuzz.seed", 20_261_129L);

    public static final List<String> TEXTS = List.of(
            "",
            " ",
            "\0",
            "a\0b",
            "\ud800",
            "\udfff\ud800",
            "x".repeat(300),
            "x".repeat(70_000),
            "é\u0301\u202e\u200b",
            "\uD83E\uDD2F".repeat(40),
            "a\r\nFAKE 2026-11-29 INFO all is well",
            "\u2028\u0085",
            "'; drop table muster.campaigns; --",
            "../../../etc/passwd",
            "%00%0a%2e%2e",
            "<script>alert(1)</script>",
            "${7*7}{{7*7}}#{7*7}",
            "a:b:c",
            "no good name!",
            "null",
            "NaN",
            "-1",
            "w1s1",
            "w2147483648",
            "1e400",
            "9223372036854775808",
            "2026-02-30T25:61:61Z",
            "PT-9223372036854775808S");

    public static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1",
            "010",
            "0.5",
            "1e400",
            "1e1000000000",
            "-0",
            "2147483647",
            "2147483648",
            "-2147483648",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "1" + "0".repeat(60));

    /** Marks a text that is to stand in JSON as it is, without quotes. */
    private static final String BARE = "@@bare:";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MAX_CHANGES = 3;

    private final Random dice;

    public Oddities(long seed) {
        this.dice = new Random(seed);
    }

    public <T> T one(List<T> of) {
        return of.get(dice.nextInt(of.size()));
    }

    /** True once in so many times. */
    public boolean once(int in) {
        return dice.nextInt(in) == 0;
    }

    public String text() {
        return one(TEXTS);
    }

    public String number() {
        return one(NUMBERS);
    }

    /** The document with up to three of its values replaced, left out or added to. */
    public String changed(JsonNode document) {
        ObjectNode root = JSON.objectNode();
        root.set("it", document.deepCopy());
        for (int changes = dice.nextInt(MAX_CHANGES + 1); changes > 0; changes--) {
            List<Runnable> places = new ArrayList<>();
            collect(root, places);
            one(places).run();
        }
        JsonNode it = root.path("it");
        return it.isMissingNode() ? "" : it.toString().replaceAll("\"" + BARE + "([^\"]*)\"", "$1");
    }

    /** What is no JSON of any use. */
    public String noDocument() {
        return one(List.of(
                "",
                "{",
                "]",
                "nul",
                "\0",
                "a=b&c=d",
                "a%0aFAKE=1",
                "[".repeat(10_000),
                "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000),
                "<xml/>",
                "\uFEFF{}"));
    }

    private void collect(JsonNode node, List<Runnable> places) {
        if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(
                    object.properties().stream().map(Map.Entry::getKey).toList())) {
                places.add(() -> object.set(name, odd()));
                places.add(() -> object.remove(name));
                collect(object.path(name), places);
            }
            places.add(() -> object.set(text(), odd()));
        } else if (node instanceof ArrayNode array) {
            places.add(() -> array.add(odd()));
            for (int i = 0; i < array.size(); i++) {
                int place = i;
                places.add(() -> {
                    if (place < array.size()) {
                        array.set(place, odd());
                    }
                });
                collect(array.get(i), places);
            }
        }
    }

    private JsonNode odd() {
        return switch (dice.nextInt(8)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(dice.nextBoolean());
            case 2 -> JSON.objectNode();
            case 3 -> JSON.arrayNode().add(text());
            case 4, 5 -> JSON.textNode(BARE + number());
            default -> JSON.textNode(text());
        };
    }
}

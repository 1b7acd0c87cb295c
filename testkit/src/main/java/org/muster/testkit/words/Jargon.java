package org.muster.testkit.words;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Words of our tools that nobody who uses Muster should have to read. */
public final class Jargon {
    /** Of Java and its libraries. */
    private static final String JAVA = "\\b(?:javax?|jakarta|jdk|sun)\\.[a-z]"
            + "|\\b(?:org|com|io)\\.(?:muster|springframework|camunda|postgresql|apache|fasterxml|vertx|netty|nimbusds|yaml)\\."
            + "|\\b[A-Z]\\w*(?:Exception|Error)\\b|\\tat \\w"
            + "|\\bCannot (?:invoke|deserialize|construct|coerce)\\b|For input string|\\bis null\\b|Optional\\["
            + "|\\b(?:DTO|POJO|[Ss]ervlet|JDBC)\\b";

    /** Of the process engine. */
    private static final String ENGINE = "ENGINE-\\d|TASK_WORK|(?i:\\bcamunda (?:engine|bpm)\\b"
            + "|\\b(?:process|task|variable) (?:instance|definition)s?\\b|\\bexecutions?\\b|\\bprocess engine\\b"
            + "|\\bprocess variables?\\b|\\bbpmn|\\bexternal task)";

    /** Of the database. */
    private static final String DATABASE = "\\bSQL\\b|SQLSTATE|constraint \"|relation \"";

    private static final Pattern ALL = Pattern.compile(JAVA + "|" + ENGINE + "|" + DATABASE);

    private Jargon() {}

    /** What of it a text has. */
    public static List<String> in(String text) {
        return ALL.matcher(text).results().map(MatchResult::group).toList();
    }
}

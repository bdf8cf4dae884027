package dev.hearth.cli.problem;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns the API server's sentence about an invalid object into one line for each fault. */
final class Rejection {
    private static final Pattern LEAD = Pattern.compile("^[\\w.]+ \"([^\"]*)\" is invalid: ", Pattern.DOTALL);
    private static final Pattern BETWEEN = Pattern.compile(", (?=(?:(?:spec|metadata|status)[.\\[:]|<nil>:))");
    private static final Pattern UNKNOWN_FIELD =
            Pattern.compile("failed to create typed patch object.*: (\\S+): field not declared in schema");
    private static final Pattern STRICT = Pattern.compile("strict decoding error: (.*)");

    /** What is said of a field's value as a whole is worth less than what the rules say. */
    private static final List<Rewrite> REWRITES = List.of(
            new Rewrite("^<nil>: ", ""),
            new Rewrite("Invalid value: (\"object\"|\"(integer|string|boolean)\"|\\{.*?\\}): ", ""),
            new Rewrite("^(\\S+): Invalid value: (.*): \\1 in body should (.*)$", "$1: is $2 and should $3"),
            new Rewrite("Invalid value: ", ""),
            new Rewrite(" \\(e\\.g\\..*$", ""));

    private record Rewrite(String pattern, String replacement) {}

    private Rejection() {}

    /** What is wrong with the object, if this is about an object at all. */
    static String of(String message) {
        var lead = LEAD.matcher(message);
        if (!lead.find()) {
            return "Kubernetes refused the object: " + message.strip();
        }
        var faults = message.substring(lead.end()).strip().replaceAll("^\\[|\\]$", "");
        var lines = Arrays.stream(BETWEEN.split(faults))
                .map(Rejection::readable)
                // Follows from another fault of the list and only confuses.
                .filter(fault -> !fault.contains("some validation rules were not checked"))
                .distinct()
                .toList();
        var cluster = "cluster " + lead.group(1) + " is not valid:";
        return lines.size() == 1
                ? cluster + " " + lines.getFirst()
                : lines.stream().map(line -> "\n       - " + line).collect(Collectors.joining("", cluster, ""));
    }

    /** Whether the API server stumbled over a field that the type does not have. */
    static boolean isUnknownField(String message) {
        return UNKNOWN_FIELD.matcher(message).find() || STRICT.matcher(message).find();
    }

    static String ofUnknownField(String message) {
        var unknown = UNKNOWN_FIELD.matcher(message);
        if (unknown.find()) {
            return "a SparkCluster has no field " + unknown.group(1).replaceFirst("^\\.", "");
        }
        var strict = STRICT.matcher(message);
        return strict.find() ? "the object has a mistake: " + strict.group(1) : message;
    }

    private static String readable(String fault) {
        var text = fault.strip();
        for (var rewrite : REWRITES) {
            text = text.replaceFirst(rewrite.pattern(), rewrite.replacement());
        }
        return text;
    }
}

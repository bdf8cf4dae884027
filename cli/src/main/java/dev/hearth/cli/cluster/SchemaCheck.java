package dev.hearth.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.operator.install.ClusterCrd;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an API server would refuse of a cluster, for those who have none to ask: the bounds of the CRD, and of its rules
 * those that compare one field with a pattern, a length or a list.
 */
final class SchemaCheck {
    private static final Pattern AND = Pattern.compile(" && ");
    private static final Pattern MATCHES = Pattern.compile("self\\.([\\w.]+)\\.matches\\('([^']*)'\\)");
    private static final Pattern SIZE = Pattern.compile("size\\(self\\.([\\w.]+)\\) <= (\\d+)");
    private static final Pattern NOT_IN = Pattern.compile("!\\(self\\.([\\w.]+) in \\[([^]]*)]\\)");

    private final List<String> faults = new ArrayList<>();

    private SchemaCheck() {}

    /** One line for each fault, none for an object that looks right. */
    static List<String> faults(JsonNode cluster) {
        var check = new SchemaCheck();
        var version = ClusterCrd.definition().getSpec().getVersions().getFirst();
        check.look("", cluster, version.getSchema().getOpenAPIV3Schema());
        return check.faults;
    }

    private void look(String path, JsonNode node, JSONSchemaProps schema) {
        bounds(path, node, schema);
        Stream.ofNullable(schema.getXKubernetesValidations())
                .flatMap(List::stream)
                .filter(rule -> !holds(rule, node))
                .forEach(rule ->
                        report(path + Optional.ofNullable(rule.getFieldPath()).orElse(""), rule.getMessage()));
        var properties = Optional.ofNullable(schema.getProperties()).orElse(Map.of());
        node.properties().forEach(field -> {
            var known = properties.get(field.getKey());
            if (known != null) {
                look(path + "." + field.getKey(), field.getValue(), known);
            }
        });
    }

    private void bounds(String path, JsonNode node, JSONSchemaProps schema) {
        if (node.isNumber() && schema.getMinimum() != null && node.asDouble() < schema.getMinimum()) {
            report(path, "is " + node.asText() + " and must be at least " + number(schema.getMinimum()));
        }
        if (node.isNumber() && schema.getMaximum() != null && node.asDouble() > schema.getMaximum()) {
            report(path, "is " + node.asText() + " and must be at most " + number(schema.getMaximum()));
        }
        if (node.isTextual() && schema.getMaxLength() != null && node.asText().length() > schema.getMaxLength()) {
            report(path, "must have at most " + schema.getMaxLength() + " characters");
        }
    }

    private void report(String path, String fault) {
        faults.add(path.replaceFirst("^\\.", "") + ": " + fault);
    }

    private static boolean holds(ValidationRule rule, JsonNode node) {
        return rule.getRule().contains("||")
                || AND.splitAsStream(rule.getRule()).allMatch(term -> holds(term, node));
    }

    /** A term that is of none of the known forms holds: only the API server can tell. */
    private static boolean holds(String term, JsonNode node) {
        var matches = MATCHES.matcher(term);
        if (matches.matches()) {
            var pattern = Pattern.compile(matches.group(2));
            return value(matches, node)
                    .map(text -> pattern.matcher(text).find())
                    .orElse(true);
        }
        var size = SIZE.matcher(term);
        if (size.matches()) {
            var most = Integer.parseInt(size.group(2));
            return value(size, node).map(text -> text.length() <= most).orElse(true);
        }
        var notIn = NOT_IN.matcher(term);
        if (notIn.matches()) {
            var refused = Arrays.asList(notIn.group(2).replace("'", "").split(", ", -1));
            return value(notIn, node).map(text -> !refused.contains(text)).orElse(true);
        }
        return true;
    }

    private static Optional<String> value(Matcher term, JsonNode node) {
        var value = node.at("/" + term.group(1).replace('.', '/'));
        return Optional.of(value).filter(JsonNode::isValueNode).map(JsonNode::asText);
    }

    private static String number(double bound) {
        return bound == Math.rint(bound) ? String.valueOf((long) bound) : String.valueOf(bound);
    }
}

package dev.hearth.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.cli.kube.Reader;
import dev.hearth.cli.problem.Explanation;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.problem.Program;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Finds clusters, and says what is wrong with a name that has none. */
public record Clusters(Reader reader, String namespace) {
    static final String API = "/apis/hearth.dev/v1";

    public Optional<ClusterView> find(String name) {
        return reader.read(API + "/namespaces/" + namespace + "/sparkclusters/" + name)
                .map(ClusterView::new);
    }

    public ClusterView require(String name) {
        return find(name).orElseThrow(() -> unknown(name));
    }

    /** The clusters of this namespace, or of all. */
    public List<ClusterView> list(boolean everywhere) {
        return views(raw(everywhere));
    }

    /** The list as the API server gives it. */
    public JsonNode raw(boolean everywhere) {
        var path = everywhere ? API + "/sparkclusters" : API + "/namespaces/" + namespace + "/sparkclusters";
        return reader.read(path).orElseThrow(Explanation::missingDefinition);
    }

    public static List<ClusterView> views(JsonNode list) {
        return StreamSupport.stream(list.path("items").spliterator(), false)
                .map(ClusterView::new)
                .toList();
    }

    private Problem unknown(String name) {
        var here = list(false);
        var problem = Problem.failed("there is no cluster " + name + " in namespace " + namespace);
        if (!here.isEmpty()) {
            return problem.advise(
                    "there is: " + here.stream().map(ClusterView::name).collect(Collectors.joining(", ")));
        }
        return problem.advise(elsewhere(name)
                .map(other -> "there is one in namespace " + other + ": add -n " + other)
                .orElse("create it with: " + Program.call("up " + name)));
    }

    private Optional<String> elsewhere(String name) {
        try {
            return list(true).stream()
                    .filter(cluster -> cluster.name().equals(name))
                    .map(ClusterView::namespace)
                    .findFirst();
        } catch (RuntimeException e) {
            // Whoever may not look into other namespaces still gets the first half of the answer.
            return Optional.empty();
        }
    }
}

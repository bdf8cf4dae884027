package dev.hearth.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.cli.FakeKubernetes;
import dev.hearth.cli.install.OperatorSetup;
import dev.hearth.cli.install.Operators;
import dev.hearth.cli.terminal.Style;
import dev.hearth.operator.install.GatewayOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterChecksTest {
    private static final String REVIEWS = "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    @TempDir
    private Path folder;

    private FakeKubernetes kubernetes;

    @BeforeEach
    void start() {
        kubernetes = FakeKubernetes.in(folder)
                .answers("GET /apis/hearth.dev/v1", "{\"resources\":[]}")
                .answers("GET /api/v1/nodes", "{\"items\":[]}")
                .answers(REVIEWS, "{\"status\":{\"allowed\":true}}");
        operatorFor(List.of());
    }

    @AfterEach
    void stop() {
        kubernetes.close();
    }

    private void operatorFor(List<String> namespaces) {
        var wish = new OperatorSetup.Wish(Optional.empty(), namespaces, 1, List.of(), GatewayOptions.USUAL);
        kubernetes.answers(Operators.GET, Operators.json(wish, 1));
    }

    private String finding(String subject) {
        var findings = new ArrayList<Finding>();
        try (var client = kubernetes.place().client()) {
            new ClusterChecks(client, kubernetes.place()).examine(findings::add);
        }
        return findings.stream()
                .filter(finding -> finding.subject().equals(subject))
                .map(finding -> finding.grade() + " " + finding.text(new Style(false, false)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyRightThatACommandNeedsIsAskedFor() {
        assertThat(finding("rights")).startsWith("OK");
        var asked = kubernetes.writes().map(FakeKubernetes.Request::body).toList();
        assertThat(asked)
                .allSatisfy(review -> assertThat(review).contains("\"namespace\":\"work\""))
                .anySatisfy(review -> assertThat(review).contains("\"sparkclusters\"", "\"verb\":\"get\""))
                .anySatisfy(review -> assertThat(review).contains("\"sparkclusters\"", "\"verb\":\"list\""))
                .anySatisfy(review -> assertThat(review).contains("\"sparkclusters\"", "\"verb\":\"watch\""))
                .anySatisfy(review -> assertThat(review).contains("\"pods\"", "\"verb\":\"list\""))
                .anySatisfy(review -> assertThat(review).contains("\"pods\"", "\"verb\":\"watch\""))
                .anySatisfy(review -> assertThat(review).contains("\"events\"", "\"verb\":\"list\""))
                .anySatisfy(review -> assertThat(review).contains("\"exec\"", "\"verb\":\"get\""))
                .anySatisfy(review -> assertThat(review).contains("\"attach\"", "\"verb\":\"get\""))
                .anySatisfy(review -> assertThat(review).contains("\"portforward\"", "\"verb\":\"get\""));
    }

    @Test
    void missingRightsAreNamed() {
        kubernetes.answers(REVIEWS, "{\"status\":{\"allowed\":false}}");
        assertThat(finding("rights")).startsWith("PROBLEM").contains("get pods/exec", "list sparkclusters");
    }

    @Test
    void anOperatorForOtherNamespacesIsNoneForThisOne() {
        operatorFor(List.of("a", "work"));
        assertThat(finding("operator")).startsWith("OK");
        operatorFor(List.of("a", "b"));
        assertThat(finding("operator"))
                .startsWith("PROBLEM")
                .contains("runs, but not for namespace work; it watches: a, b")
                .contains("hearth install --watch a --watch b --watch work");
    }
}

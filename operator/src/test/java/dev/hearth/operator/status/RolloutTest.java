package dev.hearth.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deployments that their controller has looked at, or not yet. */
class RolloutTest {
    private static final String ASKED =
            "metadata: {annotations: {a: b}}, spec: {containers: [{name: worker, image: x}]}";

    private static Deployment deployment(int observed, String template) {
        return Serialization.unmarshal("""
                ---
                {metadata: {generation: 2}, spec: {replicas: 1, template: {%s}},
                 status: {observedGeneration: %d, replicas: 3, updatedReplicas: 3}}
                """.formatted(template, observed), Deployment.class);
    }

    private static Pod pod(String fields) {
        return Serialization.unmarshal("---\n{" + fields + "}", Pod.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "as asked | metadata: {annotations: {a: b}}, spec: {containers: [{name: worker, image: x}]} | true",
                "placed | metadata: {annotations: {a: b}}, spec: {containers: [{name: worker, image: x}], nodeName: n, priority: 0,"
                        + " preemptionPolicy: P, tolerations: [{key: node.kubernetes.io/not-ready}]} | true",
                "another image | metadata: {annotations: {a: b}}, spec: {containers: [{name: worker, image: y}]} | false",
                "a variable that is no more | metadata: {annotations: {a: b}}, spec: {containers: [{name: worker, image: x,"
                        + " env: [{name: A, value: b}]}]} | false",
                "other settings | metadata: {annotations: {a: c}}, spec: {containers: [{name: worker, image: x}]} | false",
                "another toleration | metadata: {annotations: {a: b}}, spec: {containers: [{name: worker, image: x}],"
                        + " tolerations: [{key: mine}]} | false",
            })
    void beforeItsControllerHasLookedThePodsTell(String what, String pod, boolean complete) {
        assertThat(Rollout.isComplete(deployment(1, ASKED), List.of(pod(ASKED), pod(pod))))
                .as(what)
                .isEqualTo(complete);
        assertThat(Rollout.isComplete(deployment(2, ASKED), List.of(pod(pod))))
                .as("seen: the controller tells")
                .isTrue();
    }
}

package dev.hearth.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class PodTemplateMergeTest {
    private static final String BASE = """
            metadata: {labels: {a: base}}
            spec:
              securityContext: {runAsUser: 185, runAsNonRoot: true}
              tolerations: [{key: base}]
              volumes: [{name: home, emptyDir: {}}]
              containers:
                - name: worker
                  image: base
                  env: [{name: IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}, {name: B, value: base}]
            """;

    @Test
    void noTemplateChangesNothing() {
        assertThat(PodTemplateMerge.merge(template(BASE), null)).isEqualTo(template(BASE));
    }

    @Test
    void fieldsMergeAndTheUsersWin() {
        var merged = merge("{metadata: {labels: {b: user}}, spec: {securityContext: {runAsUser: 1001}}}");
        assertThat(merged.getMetadata().getLabels()).containsEntry("a", "base").containsEntry("b", "user");
        assertThat(merged.getSpec().getSecurityContext().getRunAsUser()).isEqualTo(1001);
        assertThat(merged.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
    }

    @Test
    void theMarksByWhichTheOperatorFindsItsPodsStay() {
        var merged = PodTemplateMerge.merge(
                template("{metadata: {labels: {a: base}, annotations: {hash: base}}, spec: {}}"),
                template("{metadata: {labels: {a: user, b: user}, annotations: {hash: user, c: user}}}"));
        assertThat(merged.getMetadata().getLabels()).containsEntry("a", "base").containsEntry("b", "user");
        assertThat(merged.getMetadata().getAnnotations())
                .containsEntry("hash", "base")
                .containsEntry("c", "user");
    }

    @Test
    void theContainerOfTheSameNameIsChangedAndAnotherIsAdded() {
        var merged =
                merge("{spec: {containers: [{name: sidecar, image: s}, {name: worker, env: [{name: C, value: c}]}]}}");
        assertThat(merged.getSpec().getContainers()).extracting("name").containsExactly("worker", "sidecar");
        var worker = merged.getSpec().getContainers().getFirst();
        assertThat(worker.getImage()).isEqualTo("base");
        assertThat(worker.getEnv()).extracting("name").containsExactly("IP", "B", "C");
    }

    @Test
    void aVariableHasEitherAValueOrASource() {
        var merged = merge("{spec: {containers: [{name: worker, env: [{name: IP, value: '1.2.3.4'}]}]}}");
        var variable = merged.getSpec().getContainers().getFirst().getEnv().getFirst();
        assertThat(variable.getValue()).isEqualTo("1.2.3.4");
        assertThat(variable.getValueFrom()).isNull();
    }

    @Test
    void aVolumeOfTheSameNameChangesItsSource() {
        var merged = merge("{spec: {volumes: [{name: home, persistentVolumeClaim: {claimName: c}}]}}");
        var volume = merged.getSpec().getVolumes().getFirst();
        assertThat(volume.getEmptyDir()).isNull();
        assertThat(volume.getPersistentVolumeClaim().getClaimName()).isEqualTo("c");
    }

    @Test
    void aProbeChangesItsAction() {
        var merged = PodTemplateMerge.merge(
                template("{spec: {containers: [{name: w, readinessProbe: {periodSeconds: 3, httpGet: {path: /}}}]}}"),
                template("{spec: {containers: [{name: w, readinessProbe: {tcpSocket: {port: 1}}}]}}"));
        var probe = merged.getSpec().getContainers().getFirst().getReadinessProbe();
        assertThat(probe.getHttpGet()).isNull();
        assertThat(probe.getTcpSocket().getPort().getIntVal()).isEqualTo(1);
        assertThat(probe.getPeriodSeconds()).isEqualTo(3);
    }

    @Test
    void aListWithoutAMergeKeyIsReplaced() {
        var merged = merge("{spec: {tolerations: [{key: user}]}}");
        assertThat(merged.getSpec().getTolerations()).extracting("key").containsExactly("user");
    }

    private static PodTemplateSpec merge(String patch) {
        return PodTemplateMerge.merge(template(BASE), template(patch));
    }

    private static PodTemplateSpec template(String yaml) {
        // A text that starts with a brace would be taken for JSON.
        return Serialization.unmarshal("---\n" + yaml, PodTemplateSpec.class);
    }
}

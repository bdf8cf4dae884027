package dev.hearth.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.api.SparkCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecoveryObjectsTest {
    @Test
    void aMasterMayWriteToItsOwnLeaseAndMemoryAndToNothingElse() {
        assertThat(all("{}", Role.class).flatMap(role -> role.getRules().stream()))
                .allSatisfy(rule -> assertThat(rule.getResourceNames()).isNotEmpty())
                .extracting(rule -> rule.getResources() + " " + rule.getResourceNames() + " " + rule.getVerbs())
                .containsExactly(
                        "[secrets] [demo-recovery-0, demo-recovery-1, demo-recovery-2, demo-recovery-3] [get, patch]",
                        "[leases] [demo-master] [get, patch]",
                        "[pods] [demo-master-0] [get]");
    }

    @Test
    void nobodyButTheMasterHasATokenForIt() {
        assertThat(pod("{}", StatefulSet.class)).satisfies(master -> {
            assertThat(master.getServiceAccountName()).isEqualTo("demo-master");
            assertThat(master.getAutomountServiceAccountToken()).isTrue();
        });
        assertThat(pod("{}", Deployment.class)).satisfies(worker -> {
            assertThat(worker.getServiceAccountName()).isEqualTo("demo-spark");
            assertThat(worker.getAutomountServiceAccountToken()).isFalse();
        });
    }

    @Test
    void theAccountThatASpecNamesIsKept() {
        assertThat(pod("{serviceAccount: theirs}", StatefulSet.class).getServiceAccountName())
                .isEqualTo("theirs");
        assertThat(all("{serviceAccount: theirs}", RoleBinding.class)
                        .flatMap(binding -> binding.getSubjects().stream())
                        .map(Subject::getName))
                .containsExactly("theirs");
    }

    @Test
    void whatMastersWriteIsNotTheOperatorsBusiness() {
        assertThat(all("{}", Secret.class)
                        .filter(it -> it.getMetadata().getName().startsWith("demo-recovery")))
                .allSatisfy(secret -> {
                    assertThat(secret.getData()).isNullOrEmpty();
                    assertThat(secret.getMetadata().getAnnotations()).isNullOrEmpty();
                });
        assertThat(all("{}", Lease.class))
                .allSatisfy(lease -> assertThat(lease.getSpec()).isNull());
    }

    @Test
    void thePlugInComesAlongWithWhatNoSparkHas() throws IOException {
        var jar = all("{}", ConfigMap.class)
                .findFirst()
                .orElseThrow()
                .getBinaryData()
                .get("hearth-recovery.jar");
        var names = new ArrayList<String>();
        try (var in =
                new JarInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(jar)))) {
            for (var entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                names.add(entry.getName());
            }
        }
        assertThat(names)
                .contains("dev/hearth/recovery/KubernetesRecoveryModeFactory.class")
                .allMatch(name -> "dev/hearth/recovery/".startsWith(name)
                        || name.startsWith("dev/hearth/recovery/")
                        || name.startsWith("META-INF/"));
    }

    @Test
    void whoChoosesAWayOfSparksOwnGetsNothingOfOurs() {
        var spec = "{sparkConf: {spark.deploy.recoveryMode: NONE}}";
        assertThat(desired(spec))
                .noneMatch(object -> object.getMetadata().getName().contains("recovery"));
        assertThat(all(spec, Role.class)).isEmpty();
        assertThat(pod(spec, StatefulSet.class)).satisfies(master -> {
            assertThat(master.getServiceAccountName()).isEqualTo("demo-spark");
            assertThat(master.getAutomountServiceAccountToken()).isFalse();
            assertThat(master.getContainers().getFirst().getEnv())
                    .extracting(EnvVar::getName)
                    .doesNotContain("HEARTH_RECOVERY_JAR");
        });
    }

    @Test
    void sparksOwnWayOfFilesHasItsFolder() {
        assertThat(pod("{sparkConf: {spark.deploy.recoveryMode: FILESYSTEM}}", StatefulSet.class)
                        .getContainers()
                        .getFirst()
                        .getEnv())
                .filteredOn(variable -> variable.getName().equals("SPARK_MASTER_OPTS"))
                .singleElement()
                .satisfies(options -> assertThat(options.getValue())
                        .contains("-Dspark.deploy.recoveryDirectory=/var/lib/spark/recovery")
                        .doesNotContain("recoveryMode"));
    }

    private static List<HasMetadata> desired(String spec) {
        SparkCluster cluster = Clusters.demo(spec);
        return DesiredState.of(cluster, Surroundings.unknown("s3cret"));
    }

    private static <T> Stream<T> all(String spec, Class<T> kind) {
        return desired(spec).stream().filter(kind::isInstance).map(kind::cast);
    }

    private static PodSpec pod(String spec, Class<? extends HasMetadata> kind) {
        return all(spec, kind)
                .map(object -> object instanceof StatefulSet masters
                        ? masters.getSpec().getTemplate().getSpec()
                        : ((Deployment) object).getSpec().getTemplate().getSpec())
                .findFirst()
                .orElseThrow();
    }
}

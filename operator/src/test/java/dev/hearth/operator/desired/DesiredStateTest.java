package dev.hearth.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DesiredStateTest {
    @Test
    void anEmptySpecIsAWholeCluster() {
        assertThat(desired("{}"))
                .extracting(
                        object -> object.getKind() + "/" + object.getMetadata().getName())
                .containsExactly(
                        "ServiceAccount/demo-spark",
                        "NetworkPolicy/demo-spark",
                        "Secret/demo-conf",
                        "ConfigMap/demo-recovery",
                        "Lease/demo-master",
                        "Secret/demo-recovery-0",
                        "Secret/demo-recovery-1",
                        "Secret/demo-recovery-2",
                        "Secret/demo-recovery-3",
                        "ServiceAccount/demo-master",
                        "Role/demo-master",
                        "RoleBinding/demo-master",
                        "Service/demo-master",
                        "Service/demo-master-0",
                        "StatefulSet/demo-master",
                        "Deployment/demo-worker",
                        "PodDisruptionBudget/demo-worker");
    }

    @Test
    void everyObjectGoesWithTheCluster() {
        assertThat(desired("{}"))
                .allSatisfy(object -> assertThat(object.getMetadata().getOwnerReferences())
                        .singleElement()
                        .satisfies(owner -> assertThat(owner.getUid()).isEqualTo("1-2-3")));
    }

    @Test
    void theSameClusterGivesTheSameObjects() {
        assertThat(desired("{}")).isEqualTo(desired("{}"));
    }

    @Test
    void aMasterAdvertisesTheNameOfItsOwnService() {
        assertThat(container(master("{}")).getCommand())
                .endsWith("start-master.sh", "$(HEARTH_POD_NAME)", "/var/lib/spark/events");
        assertThat(find(desired("{}"), Service.class, "demo-master-0").getSpec())
                .satisfies(service ->
                        assertThat(service.getPublishNotReadyAddresses()).isTrue())
                .satisfies(service -> assertThat(service.getSelector())
                        .containsEntry("statefulset.kubernetes.io/pod-name", "demo-master-0"));
    }

    @ParameterizedTest
    @CsvSource({"1, 1g, 500m, 1946Mi", "4, 8g, 2000m, 11981Mi", "2, 512m, 1000m, 1229Mi"})
    void aWorkersPodIsSizedByWhatTheWorkerOffers(int cores, String memory, String cpuRequest, String podMemory) {
        var resources = container(worker("{workers: {cores: " + cores + ", memory: " + memory + "}}"))
                .getResources();
        assertThat(resources.getRequests().get("cpu")).hasToString(cpuRequest);
        assertThat(resources.getLimits()).doesNotContainKey("cpu");
        assertThat(resources.getRequests().get("memory")).hasToString(podMemory);
        assertThat(resources.getLimits().get("memory")).hasToString(podMemory);
    }

    @Test
    void resourcesOfTheUserReplaceDerivedOnesKeyByKey() {
        var resources = container(worker("{workers: {resources: {requests: {cpu: 200m}, limits: {cpu: '4'}}}}"))
                .getResources();
        assertThat(resources.getRequests().get("cpu")).hasToString("200m");
        assertThat(resources.getRequests().get("memory")).hasToString("1946Mi");
        assertThat(resources.getLimits().get("cpu")).hasToString("4");
    }

    @ParameterizedTest
    @CsvSource({"'{}', 600", "'{workers: {drainTimeout: 90s}}', 90", "'{workers: {drainTimeout: 2h}}', 7200"})
    void aWorkerMayTakeItsTimeToLeaveAndThenToStop(String spec, long seconds) {
        var pod = worker(spec).getSpec();
        assertThat(container(worker(spec)).getLifecycle().getPreStop().getExec().getCommand())
                .endsWith("drain-worker.sh", String.valueOf(seconds), "demo-master");
        assertThat(pod.getTerminationGracePeriodSeconds()).isEqualTo(seconds + 30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{workers: {drainTimeout: 0s}}", "{sparkConf: {spark.decommission.enabled: 'false'}}"})
    void aWorkerThatShallNotOrCannotDrainGoesAtOnce(String spec) {
        assertThat(container(worker(spec)).getLifecycle()).isNull();
    }

    @Test
    void suspendRemovesPodsAndNothingElse() {
        var suspended = desired("{suspend: true}");
        assertThat(suspended).hasSameSizeAs(desired("{}"));
        assertThat(find(suspended, StatefulSet.class, "demo-master").getSpec().getReplicas())
                .isZero();
        assertThat(find(suspended, Deployment.class, "demo-worker").getSpec().getReplicas())
                .isZero();
    }

    @Test
    void scalingChangesNoPod() {
        assertThat(worker("{workers: {replicas: 9}}")).isEqualTo(worker("{}"));
        assertThat(master("{workers: {replicas: 9}}")).isEqualTo(master("{}"));
    }

    @ParameterizedTest
    @CsvSource({
        "'requests: {memory: 8Gi}', 8Gi, 8Gi",
        "'limits: {memory: 1Gi}', 1Gi, 1Gi",
        "'requests: {memory: 1Gi}', 1Gi, 1946Mi",
        "'requests: {memory: 1Gi}, limits: {memory: 4Gi}', 1Gi, 4Gi",
    })
    void noRequestIsAboveItsLimitWhereTheUserGivesOneOfThem(String ofUser, String request, String limit) {
        var resources =
                container(worker("{workers: {resources: {" + ofUser + "}}}")).getResources();
        assertThat(resources.getRequests().get("memory")).hasToString(request);
        assertThat(resources.getLimits().get("memory")).hasToString(limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.3.0", "4.0.5"})
    void aMasterHasStartedWhenItSaysThatItIsElected(String version) {
        var probe = container(master("{sparkVersion: " + version + "}")).getStartupProbe();
        assertThat(probe.getExec().getCommand()).containsSequence("127.0.0.1", "6066", "/v1/submissions/readyz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{sparkVersion: 3.5.9}", "{sparkConf: {spark.master.rest.enabled: 'false'}}"})
    void aMasterWithoutThePageOfSubmissionsHasStartedWhenItAnswers(String spec) {
        assertThat(container(master(spec)).getStartupProbe().getHttpGet().getPath())
                .isEqualTo("/json/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{sparkVersion: 3.5.9}", "{image: 'apache/spark:4.1.0', serviceAccount: mine}"})
    void everyPodMeetsTheRestrictedPodSecurityStandard(String spec) {
        for (var template : List.of(master(spec), worker(spec))) {
            var pod = template.getSpec();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getContainers()).allSatisfy(container -> {
                var security = container.getSecurityContext();
                assertThat(security.getAllowPrivilegeEscalation()).isFalse();
                assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
                assertThat(security.getReadOnlyRootFilesystem()).isTrue();
            });
        }
    }

    @Test
    void whatTheUserSwitchesOffOrBringsIsNotMade() {
        assertThat(desired("{network: {policy: false}, serviceAccount: mine}"))
                .extracting(HasMetadata::getKind)
                .doesNotContain("NetworkPolicy", "ServiceAccount");
        assertThat(worker("{serviceAccount: mine}").getSpec().getServiceAccountName())
                .isEqualTo("mine");
    }

    @Test
    void anEmptyTextIsTheDefault() {
        assertThat(desired("{serviceAccount: '', image: ''}")).isEqualTo(desired("{}"));
    }

    @Test
    void labelsOfATemplateDoNotHideItsPods() {
        var template = "template: {metadata: {labels: {app.kubernetes.io/managed-by: me, team: blue}}}";
        for (var pods : List.of(master("{masters: {" + template + "}}"), worker("{workers: {" + template + "}}"))) {
            assertThat(pods.getMetadata().getLabels())
                    .containsEntry("app.kubernetes.io/managed-by", "hearth")
                    .containsEntry("team", "blue");
        }
    }

    @Test
    void onlyPodsOfTheOperatorAreSelected() {
        var objects = desired("{}");
        var own = Map.of("app.kubernetes.io/managed-by", "hearth");
        assertThat(find(objects, Service.class, "demo-master").getSpec().getSelector())
                .containsAllEntriesOf(own);
        assertThat(find(objects, Service.class, "demo-master-0").getSpec().getSelector())
                .containsAllEntriesOf(own);
        assertThat(find(objects, StatefulSet.class, "demo-master")
                        .getSpec()
                        .getSelector()
                        .getMatchLabels())
                .containsAllEntriesOf(own);
        assertThat(find(objects, Deployment.class, "demo-worker")
                        .getSpec()
                        .getSelector()
                        .getMatchLabels())
                .containsAllEntriesOf(own);
        assertThat(find(objects, PodDisruptionBudget.class, "demo-worker")
                        .getSpec()
                        .getSelector()
                        .getMatchLabels())
                .containsAllEntriesOf(own);
        var policy = find(objects, NetworkPolicy.class, "demo-spark").getSpec();
        assertThat(policy.getPodSelector().getMatchLabels()).containsAllEntriesOf(own);
        assertThat(policy.getIngress()
                        .getFirst()
                        .getFrom()
                        .getFirst()
                        .getPodSelector()
                        .getMatchLabels())
                .containsAllEntriesOf(own);
    }

    @Test
    void aDriverGoesWhereTheWorkersMayGo() {
        var spec = """
                {imagePullSecrets: [{name: all}], workers: {template: {spec: {
                 nodeSelector: {pool: spark}, tolerations: [{key: spark}], priorityClassName: low,
                 imagePullSecrets: [{name: more}], affinity: {nodeAffinity: {}}, volumes: [{name: data, emptyDir: {}}],
                 containers: [{name: sidecar, image: s}]}}}}
                """;
        var pod = DriverPod.of(
                        Clusters.demo(spec),
                        new DriverPod.Request("demo-driver-x", "250m", "1g", List.of("pyspark"), true, false))
                .getSpec();
        assertThat(pod.getNodeSelector()).containsEntry("pool", "spark");
        assertThat(pod.getTolerations()).extracting("key").containsExactly("spark");
        assertThat(pod.getPriorityClassName()).isEqualTo("low");
        assertThat(pod.getAffinity().getNodeAffinity()).isNotNull();
        assertThat(pod.getImagePullSecrets()).extracting("name").containsExactly("all", "more");
        assertThat(pod.getContainers()).extracting("name").containsExactly("driver");
        assertThat(pod.getVolumes()).extracting("name").doesNotContain("data");
    }

    @Test
    void variablesOfTheUserReplaceTheOperatorsOwn() {
        var env = container(worker("{env: [{name: HOME, value: /elsewhere}]}")).getEnv();
        assertThat(env)
                .filteredOn(variable -> variable.getName().equals("HOME"))
                .singleElement()
                .satisfies(home -> assertThat(home.getValue()).isEqualTo("/elsewhere"));
    }

    @Test
    void daemonOptionsOfTheUserAreAddedToTheOperatorsOwn() {
        var env = container(master("{env: [{name: SPARK_MASTER_OPTS, value: -Dx=y}]}"))
                .getEnv();
        assertThat(env)
                .filteredOn(variable -> variable.getName().equals("SPARK_MASTER_OPTS"))
                .singleElement()
                .satisfies(options -> assertThat(options.getValue())
                        .contains("-Dspark.deploy.recoveryTimeout=10")
                        .endsWith(" -Dx=y"));
    }

    @Test
    void aDriverPodHasTheClustersSettingsAndATerminalOnlyIfAsked() {
        var pod = DriverPod.of(
                Clusters.demo("{}"),
                new DriverPod.Request("demo-driver-x", "250m", "1g", List.of("pyspark"), true, false));
        var container = pod.getSpec().getContainers().getFirst();
        assertThat(container.getTty()).isTrue();
        assertThat(container.getStdinOnce()).isTrue();
        assertThat(container.getVolumeMounts()).extracting("mountPath").contains("/etc/spark/conf");
        assertThat(pod.getSpec().getRestartPolicy()).isEqualTo("Never");
        assertThat(pod.getMetadata().getLabels()).containsEntry("app.kubernetes.io/component", "driver");
    }

    @Test
    void aDriverLogsByTheFileThatItsPodMounts() {
        var pod = DriverPod.of(
                Clusters.demo("{}"),
                new DriverPod.Request("demo-driver-x", "250m", "1g", List.of("pyspark"), true, false));
        var file = find(desired("{}"), Secret.class, "demo-conf").getData().get("driver-log4j2.properties");
        assertThat(Base64.getDecoder().decode(file)).asString().contains("rootLogger.level = warn");
        assertThat(pod.getSpec().getVolumes().getFirst().getSecret().getItems())
                .extracting("path")
                .contains("driver-log4j2.properties");
        assertThat(pod.getSpec().getContainers().getFirst().getEnv())
                .extracting("value")
                .contains("-Dlog4j2.configurationFile=/etc/spark/conf/driver-log4j2.properties");
    }

    private static List<HasMetadata> desired(String spec) {
        return DesiredState.of(Clusters.demo(spec), Surroundings.unknown("s3cret"));
    }

    private static PodTemplateSpec master(String spec) {
        return find(desired(spec), StatefulSet.class, "demo-master").getSpec().getTemplate();
    }

    private static PodTemplateSpec worker(String spec) {
        return find(desired(spec), Deployment.class, "demo-worker").getSpec().getTemplate();
    }

    private static Container container(PodTemplateSpec template) {
        return template.getSpec().getContainers().getFirst();
    }

    private static <T extends HasMetadata> T find(List<HasMetadata> objects, Class<T> kind, String name) {
        return objects.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

package dev.hearth.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryObjectsTest {
    private static final Surroundings NOTHING = Surroundings.unknown("s3cret");
    private static final Surroundings DEFAULT_CLASS = new Surroundings("s3cret", true, Optional.empty());
    private static final String CLAIM = "PersistentVolumeClaim/demo-history";
    private static final String SERVER = "Deployment/demo-history";

    @ParameterizedTest(name = "{0} with a default class {1}, a claim {2}: claim {3}, server {4}")
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                      | false | false | false | false
            {}                                                                      | true  | false | true  | true
            {}                                                                      | false | true  | true  | true
            {history: {enabled: true}}                                              | false | false | true  | true
            {history: {enabled: false}}                                             | true  | true  | false | false
            {history: {storageClassName: fast}}                                     | false | false | true  | true
            {history: {location: 's3a://b/e'}}                                      | false | false | false | true
            {history: {location: 's3a://b/e'}}                                      | true  | true  | false | true
            {sparkConf: {spark.eventLog.enabled: 'false'}}                          | true  | false | false | false
            {sparkConf: {spark.eventLog.enabled: 'true'}}                           | true  | false | true  | true
            {sparkConf: {spark.eventLog.dir: 's3a://b/e'}}                          | true  | true  | false | false
            {history: {enabled: true}, sparkConf: {spark.eventLog.dir: 's3a://b/e'}} | true  | false | false | true
            {suspend: true}                                                         | true  | false | true  | true
            """)
    void isWhereThereIsAPlaceForEventLogs(
            String spec, boolean defaultClass, boolean claimed, boolean claim, boolean server) {
        var surroundings = new Surroundings(
                "s3cret", defaultClass, claimed ? Optional.of(claim("10Gi", "ReadWriteOnce")) : Optional.empty());
        assertThat(names(desired(spec, surroundings)).contains(CLAIM)).isEqualTo(claim);
        assertThat(names(desired(spec, surroundings)).contains(SERVER)).isEqualTo(server);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {history: {enabled: true}}                                                 | file:///var/lib/spark/events
            {history: {location: 's3a://b/e'}}                                         | s3a://b/e
            {history: {location: 's3a://b/e'}, sparkConf: {spark.eventLog.dir: 'hdfs://n/e'}} | hdfs://n/e
            """)
    void theServerReadsWhereApplicationsWrite(String spec, String folder) {
        assertThat(settings(spec.replace(
                        "location: 's3a://b/e'}, sparkConf", "location: 's3a://b/e', enabled: true}, sparkConf")))
                .contains("spark.eventLog.enabled=true")
                .contains("spark.eventLog.dir=" + folder)
                .contains("spark.history.fs.logDirectory=" + folder);
    }

    @Test
    void logsAreKeptForAsLongAsAsked() {
        assertThat(settings("{history: {enabled: true, retention: 12h}}"))
                .contains("spark.history.fs.cleaner.enabled=true")
                .contains("spark.history.fs.cleaner.maxAge=12h");
    }

    @Test
    void aSettingOfTheUserWins() {
        assertThat(settings("{history: {enabled: true}, sparkConf: {spark.eventLog.compress: 'false'}}"))
                .contains("spark.eventLog.compress=false")
                .doesNotContain("spark.eventLog.compress=true");
    }

    @Test
    void theMastersPageLeadsToIt() {
        assertThat(settings("{history: {enabled: true}}"))
                .contains("spark.master.ui.historyServerUrl=/team/demo/finished");
    }

    @ParameterizedTest(name = "{0} of a claim of 10Gi with {1} gives {2}, {3}")
    @CsvSource({
        "20Gi, ReadWriteOnce, 20Gi, ReadWriteOnce",
        "5Gi, ReadWriteOnce, 10Gi, ReadWriteOnce",
        "10Gi, ReadWriteMany, 10Gi, ReadWriteMany",
    })
    void aClaimThatExistsOnlyGrows(String wanted, String mode, String size, String kept) {
        var claim = find(
                desired(
                        "{history: {size: " + wanted + ", storageClassName: other}}",
                        new Surroundings("s3cret", true, Optional.of(claim("10Gi", mode)))),
                PersistentVolumeClaim.class);
        assertThat(claim.getSpec().getResources().getRequests().get("storage")).hasToString(size);
        assertThat(claim.getSpec().getAccessModes()).containsExactly(kept);
        assertThat(claim.getSpec().getStorageClassName()).isEqualTo("fast");
    }

    @Test
    void aMasterWritesToAClaimThatSeveralNodesCanUse() {
        assertThat(volumes(master("{history: {enabled: true}}"))).doesNotContain("demo-history");
        assertThat(volumes(master("{history: {enabled: true, accessMode: ReadWriteMany}}")))
                .contains("demo-history");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{history: {enabled: true, size: 99Gi}}", "{history: {enabled: true, memory: 2g, retention: 1h}}"
            })
    void whatTheHistoryIsLikeChangesNoWorkerAndNoMaster(String spec) {
        var plain = desired("{history: {enabled: true}}", NOTHING);
        var changed = desired(spec, NOTHING);
        assertThat(find(changed, StatefulSet.class)).isEqualTo(find(plain, StatefulSet.class));
        assertThat(worker(changed)).isEqualTo(worker(plain));
    }

    @Test
    void switchingItOnChangesNoWorker() {
        assertThat(worker(desired("{}", DEFAULT_CLASS))).isEqualTo(worker(desired("{}", NOTHING)));
    }

    @Test
    void theServerRestartsForSettingsThatItReads() {
        assertThat(mark("{history: {retention: 1h}}")).isNotEqualTo(mark("{}"));
        assertThat(mark("{sparkConf: {spark.hadoop.fs.s3a.endpoint: x}}")).isNotEqualTo(mark("{}"));
        assertThat(mark("{sparkConf: {spark.sql.shuffle.partitions: '3'}}")).isEqualTo(mark("{}"));
    }

    @ParameterizedTest
    @CsvSource({"512m, 448Mi, 768Mi", "2g, 1216Mi, 2304Mi"})
    void theServersPodIsSizedByItsHeap(String memory, String request, String limit) {
        var resources = server("{history: {memory: " + memory + "}}")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getResources();
        assertThat(resources.getRequests().get("memory")).hasToString(request);
        assertThat(resources.getRequests().get("cpu")).hasToString("50m");
        assertThat(resources.getLimits().get("memory")).hasToString(limit);
    }

    @ParameterizedTest(name = "{0}: volume {1}, beside the server {2}")
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                                             | emptyDir     | false
            {history: {eventLogs: 's3a://b/e', ready: true}}                                               | emptyDir     | false
            {history: {eventLogs: 'file:///e', ready: true}}                                               | emptyDir     | false
            {history: {eventLogs: 'file:///e', claim: demo-history, accessMode: ReadWriteOnce, ready: false}} | demo-history | true
            {history: {eventLogs: 'file:///e', claim: demo-history, accessMode: ReadWriteMany, ready: true}}  | demo-history | false
            """)
    void aDriverWritesWhereTheStatusSaysThatItCan(String status, String volume, boolean beside) {
        var cluster =
                Clusters.demo("{workers: {template: {spec: {affinity: {podAntiAffinity: {}}}}}}\nstatus: " + status);
        var pod = DriverPod.of(
                cluster, new DriverPod.Request("demo-driver-x", "250m", "1g", List.of("pyspark"), true, false));
        assertThat(events(pod)).isEqualTo(volume);
        var affinity = pod.getSpec().getAffinity().getPodAffinity();
        if (beside) {
            var term =
                    affinity.getRequiredDuringSchedulingIgnoredDuringExecution().getFirst();
            assertThat(term.getTopologyKey()).isEqualTo("kubernetes.io/hostname");
            assertThat(term.getLabelSelector().getMatchLabels())
                    .containsEntry("app.kubernetes.io/instance", "demo")
                    .containsEntry("app.kubernetes.io/component", "history");
        } else {
            assertThat(affinity).isNull();
        }
    }

    private static String events(Pod pod) {
        var volume = pod.getSpec().getVolumes().stream()
                .filter(it -> it.getName().equals("events"))
                .findFirst()
                .orElseThrow();
        assertThat(pod.getSpec().getContainers().getFirst().getVolumeMounts())
                .extracting("name", "mountPath")
                .contains(org.assertj.core.groups.Tuple.tuple("events", "/var/lib/spark/events"));
        return volume.getEmptyDir() == null ? volume.getPersistentVolumeClaim().getClaimName() : "emptyDir";
    }

    private static PersistentVolumeClaim claim(String size, String mode) {
        return Serialization.unmarshal(
                "metadata: {name: demo-history}\nspec: {accessModes: [" + mode
                        + "], storageClassName: fast, resources: {requests: {storage: " + size + "}}}",
                PersistentVolumeClaim.class);
    }

    private static List<HasMetadata> desired(String spec, Surroundings surroundings) {
        return DesiredState.of(Clusters.demo(spec), surroundings);
    }

    private static List<String> names(List<HasMetadata> objects) {
        return objects.stream()
                .map(object -> object.getKind() + "/" + object.getMetadata().getName())
                .toList();
    }

    private static String settings(String spec) {
        var configuration = find(desired(spec, NOTHING), Secret.class);
        return new String(
                Base64.getDecoder().decode(configuration.getData().get("spark-defaults.conf")), StandardCharsets.UTF_8);
    }

    private static Deployment server(String spec) {
        return deployment(desired(spec, DEFAULT_CLASS), "demo-history");
    }

    private static String mark(String spec) {
        return server(spec)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getAnnotations()
                .get("hearth.dev/settings");
    }

    private static StatefulSet master(String spec) {
        return find(desired(spec, NOTHING), StatefulSet.class);
    }

    private static Deployment worker(List<HasMetadata> objects) {
        return deployment(objects, "demo-worker");
    }

    private static Deployment deployment(List<HasMetadata> objects, String name) {
        return objects.stream()
                .filter(Deployment.class::isInstance)
                .map(Deployment.class::cast)
                .filter(it -> it.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> volumes(StatefulSet set) {
        JsonNode volumes = new ObjectMapper()
                .valueToTree(set.getSpec().getTemplate().getSpec().getVolumes());
        return volumes.findValuesAsText("claimName");
    }

    private static <T extends HasMetadata> T find(List<HasMetadata> objects, Class<T> kind) {
        return objects.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }
}

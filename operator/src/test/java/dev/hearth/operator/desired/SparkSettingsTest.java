package dev.hearth.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkSettingsTest {
    private static final SparkSettings DEFAULTS = settings("{}");

    @Test
    void theClustersOwnMasterAndSecretAreSet() {
        assertThat(DEFAULTS.values())
                .containsEntry("spark.master", "spark://demo-master:7077")
                .containsEntry("spark.authenticate", "true")
                .containsEntry("spark.authenticate.secret", "s3cret");
    }

    @Test
    void aSettingOfTheUserWins() {
        assertThat(settings("{sparkConf: {spark.authenticate: 'false'}}").values())
                .containsEntry("spark.authenticate", "false");
    }

    @Test
    void nobodyWaitsForAPodThatHasGone() {
        assertThat(DEFAULTS.values()).containsEntry("spark.rpc.io.connectionCreationTimeout", "10s");
    }

    @Test
    void nobodySubmitsByTheOneDoorThatAsksForNoSecret() {
        assertThat(DEFAULTS.values()).containsEntry("spark.master.rest.host", "127.0.0.1");
        assertThat(settings("{sparkVersion: 3.5.9}").values()).containsEntry("spark.master.rest.enabled", "false");
    }

    @ParameterizedTest
    @CsvSource({"512m, 512m", "1g, 1024m", "64g, 1024m"})
    void anExecutorFitsIntoAWorkerByDefault(String workerMemory, String executorMemory) {
        assertThat(settings("{workers: {memory: " + workerMemory + "}}").values())
                .containsEntry("spark.executor.memory", executorMemory);
    }

    @Test
    void anyValueSurvivesTheFileThatSparkReads() throws IOException {
        var value = " leading blank, back\\slash, new\nline, #hash, a=b, ü";
        var file = new SparkSettings(new java.util.TreeMap<>(java.util.Map.of("spark.x", value)), java.util.Set.of())
                .defaultsFile();
        var read = new Properties();
        read.load(new StringReader(file));
        assertThat(read).containsEntry("spark.x", value);
    }

    @ParameterizedTest(name = "{0}: master {1}, worker {2}")
    @CsvSource({
        "spark.sql.shuffle.partitions, keeps, keeps",
        "spark.executor.memory, keeps, keeps",
        "spark.cores.max, keeps, keeps",
        "spark.hadoop.fs.s3a.endpoint, keeps, keeps",
        "spark.deploy.retainedApplications, restarts, keeps",
        "spark.master.ui.title, restarts, keeps",
        "spark.worker.timeout, restarts, restarts",
        "spark.worker.cleanup.interval, keeps, restarts",
        "spark.shuffle.service.enabled, keeps, restarts",
        "spark.shuffle.compress, keeps, keeps",
        "spark.executor.logs.rolling.strategy, keeps, restarts",
        "spark.executor.logs.rolling.maxRetainedFiles, keeps, restarts",
        "spark.storage.cleanupFilesAfterExecutorExit, keeps, restarts",
        "spark.storage.decommission.enabled, keeps, keeps",
        "spark.authenticate, restarts, restarts",
        "spark.network.crypto.enabled, restarts, restarts",
        "spark.ui.reverseProxy, restarts, restarts",
    })
    void aChangedSettingRestartsOnlyWhoReadsIt(String key, String master, String worker) {
        var changed = settings("{sparkConf: {" + key + ": something}}");
        assertThat(changed.masterFingerprint().equals(DEFAULTS.masterFingerprint()))
                .as("master keeps running")
                .isEqualTo(master.equals("keeps"));
        assertThat(changed.workerFingerprint().equals(DEFAULTS.workerFingerprint()))
                .as("worker keeps running")
                .isEqualTo(worker.equals("keeps"));
    }

    @Test
    void anotherSizeOfWorkersDoesNotRestartTheMaster() {
        var resized = settings("{workers: {cores: 8, memory: 16g}}");
        assertThat(resized.values())
                .containsEntry("spark.deploy.defaultCores", "8")
                .containsEntry("spark.cores.max", "8");
        assertThat(resized.masterFingerprint()).isEqualTo(DEFAULTS.masterFingerprint());
        assertThat(settings("{sparkConf: {spark.deploy.defaultCores: '8'}}").values())
                .doesNotContainKey("spark.cores.max");
        assertThat(settings("{sparkConf: {spark.deploy.defaultCores: '8'}}").masterFingerprint())
                .isNotEqualTo(DEFAULTS.masterFingerprint());
    }

    private static SparkSettings settings(String spec) {
        return SparkSettings.of(Clusters.demo(spec), "s3cret", Optional.empty());
    }
}

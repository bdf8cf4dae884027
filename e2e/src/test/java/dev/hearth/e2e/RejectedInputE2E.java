package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@RealKubernetes
class RejectedInputE2E {
    private TestNamespace namespace;

    @BeforeAll
    void createANamespace() {
        namespace = TestNamespace.create("e2e-rejected");
    }

    @AfterAll
    void removeAll() {
        namespace.close();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            bad   | {workers: {cores: 0}}                               | spec.workers.cores in body should be greater than or equal to 1
            bad   | {workers: {replicas: -1}}                           | spec.workers.replicas in body should be greater than or equal to 0
            bad   | {workers: {cores: 1025}}                            | spec.workers.cores in body should be less than or equal to 1024
            bad   | {workers: {replicas: 10001}}                        | spec.workers.replicas in body should be less than or equal to 10000
            bad   | {masters: {replicas: 0}}                            | spec.masters.replicas in body should be greater than or equal to 1
            bad   | {workers: {memory: 00000000000000001g}}             | Too long: may not be more than 16 bytes
            bad   | {workers: {drainTimeout: 000000010m}}               | Too long: may not be more than 8 bytes
            bad   | {masters: {cores: '0.000000000000001'}}             | Too long: may not be more than 16 bytes
            bad   | {masters: {memory: 00000000000000512m}}             | Too long: may not be more than 16 bytes
            bad   | {workers: {memory: '4'}}                            | memory needs one of Spark's units m, g or t
            bad   | {workers: {memory: 4Gi}}                            | memory needs one of Spark's units m, g or t
            bad   | {workers: {memory: 400m}}                           | memory must be at least 512m
            bad   | {workers: {drainTimeout: 10}}                       | spec.workers.drainTimeout in body must be of type string
            bad   | {workers: {drainTimeout: 10min}}                    | drainTimeout needs one of the units s, m or h
            bad   | {masters: {memory: '512'}}                          | memory needs one of Spark's units m, g or t
            bad   | {workers: {memory: 9999999g}}                       | after at most six digits
            bad   | {workers: {memory: 999999999999999t}}               | memory needs one of Spark's units m, g or t
            bad   | {masters: {memory: 255m}}                           | memory must be at least 256m
            bad   | {masters: {memory: 9999999t}}                       | after at most six digits
            bad   | {sparkConf: {spark.master.ui.port: '80'}}           | Services, probes and network policy rely on 7077, 8080
            bad   | {sparkConf: {spark.worker.ui.port: '80'}}           | spark.worker.ui.port and spark.history.ui.port must not be
            bad   | {sparkConf: {spark.master.rest.port: '80'}}         | spark.master.rest.port, spark.worker.port
            bad   | {sparkConf: {spark.master.port: '80'}}              | spark.master.port, spark.master.ui.port
            bad   | {sparkConf: {spark.worker.port: '80'}}              | make a Service of your own with targetPort 7077 or 8080
            bad   | {masters: {cores: '0'}}                             | cores must be more than 0
            bad   | {masters: {cores: many}}                            | cores must be more than 0
            bad   | {env: [{value: x}]}                                 | every variable needs a name
            bad   | {sparkVersion: 99999999999.0.0}                     | sparkVersion must be a full version of Spark
            bad   | {image: 'apache/spark:3.5.7'}                       | set sparkVersion to the same version
            bad   | {masters: {replicas: 6}}                            | spec.masters.replicas in body should be less than or equal to 5
            bad   | {masters: {replicas: 2}, sparkConf: {spark.deploy.recoveryMode: ZOOKEEPER}} | several masters need Hearth's own election
            bad   | {wrkers: {replicas: 1}}                             | unknown field "spec.wrkers"
            bad   | {workers: {template: {spec: {container: []}}}}      | unknown field "spec.workers.template.spec.container"
            bad   | {sparkConf: {spark.master: 'spark://x:7077'}}       | spark.master must not be in sparkConf
            bad   | {sparkConf: {fs.s3a.endpoint: x}}                   | for Hadoop's settings write spark.hadoop.KEY
            bad   | {sparkConf: {'spark.a b': x}}                       | a key of sparkConf may hold only
            bad   | {sparkVersion: '4'}                                 | sparkVersion must be a full version of Spark
            bad   | {imagePullPolicy: Sometimes}                        | supported values: "Always", "IfNotPresent", "Never"
            bad   | {history: {location: /events}}                      | location must be a Hadoop path with its scheme
            bad   | {history: {location: 'file:///events'}}             | leave location out to have the event logs on a volume claim
            bad   | {history: {location: 's3a://b/e', storageClassName: x}} | give location or storageClassName, not both
            bad   | {history: {size: ten}}                              | size must be a Kubernetes quantity of more than 0
            bad   | {history: {size: '0'}}                              | size must be a Kubernetes quantity of more than 0
            bad   | {history: {retention: '30'}}                        | retention needs one of Spark's units min, h or d
            bad   | {history: {memory: 1Gi}}                            | memory needs one of Spark's units m, g or t
            bad   | {history: {memory: 100m}}                           | memory must be at least 256m
            bad   | {history: {accessMode: ReadOnlyMany}}               | supported values: "ReadWriteMany", "ReadWriteOnce"
            bad   | {sparkConf: {spark.history.ui.port: '80'}}          | spark.history.ui.port must not be in sparkConf
            proxy | {}                                                  | metadata.name must not be proxy, history or api
            1st   | {}                                                  | must start with a letter
            abcdefghijklmnopqrstuvwxyz-0123456789-abcd | {}             | metadata.name is too long
            """)
    void isRefusedWithASentenceThatHelps(String name, String spec, String sentence) {
        var refused = namespace.kubectlFed(TestNamespace.manifest(name, spec), "apply", "-f", "-");
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err()).contains(sentence);
        assertThat(namespace.cluster(name)).isEmpty();
    }
}

package dev.hearth.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaCheckTest {
    private static List<String> faults(String yaml) throws JsonProcessingException {
        return SchemaCheck.faults(new YAMLMapper().readTree(yaml));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spec: {workers: {cores: 0}}           | spec.workers.cores: is 0 and must be at least 1
            spec: {workers: {replicas: -1}}       | spec.workers.replicas: is -1 and must be at least 0
            spec: {workers: {cores: 2000}}        | spec.workers.cores: is 2000 and must be at most 1024
            spec: {masters: {replicas: 6}}        | spec.masters.replicas: is 6 and must be at most 5
            spec: {workers: {memory: "4"}}        | spec.workers.memory: memory needs one of Spark's units
            spec: {masters: {cores: "0"}}         | spec.masters.cores: cores must be more than 0
            spec: {sparkVersion: "4.3"}           | spec.sparkVersion: sparkVersion must be a full version
            metadata: {name: 1abc}                | metadata.name becomes part of Service names
            metadata: {name: proxy}               | metadata.name must not be proxy
            """)
    void whatAnApiServerWouldRefuseIsRefused(String yaml, String fault) throws JsonProcessingException {
        assertThat(faults(yaml)).hasSize(1).first().asString().contains(fault);
    }

    @Test
    void aLongNameIsRefused() throws JsonProcessingException {
        assertThat(faults("metadata: {name: " + "a".repeat(41) + "}"))
                .hasSize(1)
                .first()
                .asString()
                .contains("too long");
    }

    @Test
    void everyFaultIsTold() throws JsonProcessingException {
        assertThat(faults("spec: {workers: {cores: 0, memory: 4G}}")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}
            metadata: {name: demo}
            spec: {}
            spec: {workers: {replicas: 0, cores: 1, memory: 512m}, masters: {cores: 100m, memory: 1g}}
            spec: {workers: {template: {spec: {nodeSelector: {a: b}}}}, sparkConf: {spark.a: "b"}}
            spec: {env: [{name: A, value: b}], network: {policy: false}, suspend: true}
            """)
    void whatIsRightPasses(String yaml) throws JsonProcessingException {
        assertThat(faults(yaml)).isEmpty();
    }
}

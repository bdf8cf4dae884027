package dev.hearth.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TolerantReadingTest {
    @Test
    void fieldsAndWordsOfANewerApiAreReadOver() {
        var cluster = TolerantReading.serialization().unmarshal("""
                        apiVersion: hearth.dev/v1
                        kind: SparkCluster
                        metadata: {name: demo}
                        spec:
                          imagePullPolicy: WhenTheMoonIsFull
                          novelty: {more: [1, 2]}
                          workers: {replicas: 3, novelty: x}
                        status: {novelty: y, conditions: [{type: Ready, status: 'True', novelty: z}]}
                        """, SparkCluster.class);
        assertThat(cluster.specOrDefaults().imagePullPolicy()).isNull();
        assertThat(cluster.specOrDefaults().workers().replicas()).isEqualTo(3);
        assertThat(cluster.getStatus().conditions()).hasSize(1);
    }
}

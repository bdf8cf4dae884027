package dev.hearth.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UiPathTest {
    @ParameterizedTest
    @CsvSource({"default, demo, /default/demo", "proxy, history, /proxy_/history_", "api, login, /api/login"})
    void noSegmentIsAWordThatSparksScriptsLookFor(String namespace, String cluster, String path) {
        assertThat(UiPath.of(namespace, cluster)).isEqualTo(path);
        var segments = path.split("/", -1);
        assertThat(UiPath.name(segments[1])).isEqualTo(namespace);
        assertThat(UiPath.name(segments[2])).isEqualTo(cluster);
    }

    @Test
    void theOnlySegmentCalledHistoryIsSparksOwn() {
        assertThat(UiPath.ofHistory("history", "demo")).isEqualTo("/history_/demo/finished");
    }

    @ParameterizedTest
    @CsvSource({"demo_, demo_", "_, _", "proxy, proxy"})
    void whatIsNotSpeltThatWayMeansItself(String segment, String name) {
        assertThat(UiPath.name(segment)).isEqualTo(name);
    }
}

package dev.hearth.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTest {
    @ParameterizedTest
    @CsvSource({
        "/default/demo/,               /default/demo/",
        "/default/demo/app/?appId=a-1, /default/demo/app/?appId=a-1",
        "//evil.example/,              /",
        "https://evil.example/,        /",
        "/\\evil.example/,             /",
        "/a/../../b,                   /",
        "javascript:alert(1),          /"
    })
    void noLinkToTheLoginLeadsToAnotherSite(String next, String safe) {
        assertThat(Answers.safe(next)).isEqualTo(safe);
    }

    @Test
    void whatIsFilledIntoAPageIsTextAndNothingElse() {
        var page = new Templates().fill("problem.html", Map.of("title", "<script>alert('1')</script>\" onload=\"x"));
        assertThat(page)
                .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot; onload=&quot;x")
                .doesNotContain("{{");
    }
}

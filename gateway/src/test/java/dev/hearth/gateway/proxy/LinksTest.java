package dev.hearth.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinksTest {
    private static final Links DRIVER = new Links("/ns/demo", "/ns/demo/proxy/app-1", "");
    private static final Links BEHIND_INGRESS = new Links("/ns/demo", "/ns/demo/proxy/app-1", "/spark");
    private static final Links MASTER = new Links("/ns/demo", "/ns/demo", "");

    @ParameterizedTest
    @CsvSource({
        "http://10.0.0.7:4040/jobs/,             /ns/demo/proxy/app-1/jobs/",
        "/jobs/,                                 /ns/demo/proxy/app-1/jobs/",
        "http://10.0.0.7:4040/proxy/app-1/jobs/, /ns/demo/proxy/app-1/jobs/",
        "/ns/demo/proxy/app-1/stages/?id=1,      /ns/demo/proxy/app-1/stages/?id=1",
        "/ns/demo-2/x,                           /ns/demo/proxy/app-1/ns/demo-2/x",
        "jobs/,                                  ./jobs/"
    })
    void aRedirectOfADriverStaysBelowItsApplication(String told, String location) {
        assertThat(DRIVER.location(told)).isEqualTo(location);
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example/phish,      /ns/demo/proxy/app-1/phish",
        "//evil.example/phish,           /ns/demo/proxy/app-1/phish",
        "///evil.example/phish,          /ns/demo/proxy/app-1/evil.example/phish",
        "javascript:alert(1),            ./javascript:alert(1)",
        "https://evil.example,           /ns/demo/proxy/app-1/"
    })
    void noRedirectLeadsToAnotherSite(String told, String location) {
        assertThat(DRIVER.location(told)).isEqualTo(location);
    }

    @ParameterizedTest
    @CsvSource({"http://10.0.0.3:8080/, /ns/demo/", "/proxy/app-1/, /ns/demo/proxy/app-1/", "/, /ns/demo/"})
    void aRedirectOfTheMasterStaysBelowItsCluster(String told, String location) {
        assertThat(MASTER.location(told)).isEqualTo(location);
    }

    @ParameterizedTest
    @CsvSource({"/jobs/, /spark/ns/demo/proxy/app-1/jobs/", "/ns/demo/, /spark/ns/demo/"})
    void whatAProxyHasTakenAwayIsPutBack(String told, String location) {
        assertThat(BEHIND_INGRESS.location(told)).isEqualTo(location);
    }
}

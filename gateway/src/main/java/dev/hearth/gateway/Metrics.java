package dev.hearth.gateway;

import dev.hearth.gateway.route.Route;
import dev.hearth.gateway.route.SparkPage;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** What the gateway counts, for Prometheus. */
final class Metrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicInteger underWay = new AtomicInteger();

    Metrics() {
        var _ = registry.gauge("hearth_gateway_requests_under_way", underWay);
    }

    /**
     * Takes note of a request. Tags name kinds, never clusters or applications, so that their number is bounded.
     *
     * @return what to tell the status of the answer when that has ended; a stream of events ends with its page
     */
    IntConsumer began(Route route) {
        var started = System.nanoTime();
        var _ = underWay.incrementAndGet();
        return status -> {
            var _ = underWay.decrementAndGet();
            timer(kind(route), status).record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
        };
    }

    private Timer timer(String kind, int status) {
        return Timer.builder("hearth_gateway_requests")
                .description("Requests by what was asked for and how it was answered")
                .tag("page", kind)
                .tag("status", status / 100 + "xx")
                .register(registry);
    }

    private static String kind(Route route) {
        return switch (route) {
            case Route.Spark spark -> kind(spark.page());
            case Route.Events _ -> "events";
            default -> "console";
        };
    }

    private static String kind(SparkPage page) {
        return switch (page) {
            case SparkPage.Master _ -> "master";
            case SparkPage.Worker _ -> "worker";
            case SparkPage.Application _ -> "driver";
            case SparkPage.History _ -> "history";
        };
    }

    /** Everything, in the text format of Prometheus. */
    String text() {
        return registry.scrape();
    }
}

package dev.hearth.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hearth.gateway.answer.Answers;
import dev.hearth.gateway.answer.Templates;
import dev.hearth.gateway.console.Console;
import dev.hearth.gateway.login.Access;
import dev.hearth.gateway.pods.Connections;
import dev.hearth.gateway.pods.Directory;
import dev.hearth.gateway.pods.Drivers;
import dev.hearth.gateway.pods.PodNetwork;
import dev.hearth.gateway.pods.SparkJson;
import dev.hearth.gateway.proxy.SparkProxy;
import dev.hearth.gateway.proxy.WebSockets;
import dev.hearth.gateway.route.ClusterKey;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

/** A gateway that listens. */
public final class GatewayServer implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 2000;
    private static final int LARGEST_HEADERS = 16 * 1024;
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int CONNECTIONS_PER_POD = 64;
    private static final int WAITING_PER_POD = 256;

    /** Less than Spark's Jetty keeps an idle connection (30 s), so that none is used that is about to be closed. */
    private static final int KEEP_SECONDS = 20;

    private static final int IDLE_SECONDS = 120;

    private static final int COMPLETE_LOOK_MILLIS = 50;

    /** Bytes that are read at a time: with more, slow readers hold more; with less, a large log takes longer. */
    private static final int PIECE = 64 * 1024;

    private final Vertx vertx;
    private final HttpServer server;
    private final Connections connections;
    private final Directory directory;
    private final Console console;
    private final ExecutorService executor;
    private final Metrics metrics;

    private GatewayServer(
            Vertx vertx,
            HttpServer server,
            Connections connections,
            Directory directory,
            Console console,
            ExecutorService executor,
            Metrics metrics) {
        this.vertx = vertx;
        this.server = server;
        this.connections = connections;
        this.directory = directory;
        this.console = console;
        this.executor = executor;
        this.metrics = metrics;
    }

    /**
     * What a gateway needs to know.
     *
     * @param namespaces the namespaces to serve; all if empty
     * @param access makes who decides on logins and rights, with an executor for calls that wait
     */
    public record Setup(
            KubernetesClient kubernetes,
            String basePath,
            List<String> namespaces,
            PodNetwork network,
            BiFunction<Answers, ExecutorService, Access> access) {}

    /** Starts to listen; port 0 takes a free one. */
    public static Future<GatewayServer> start(Vertx vertx, Setup setup, String host, int port) {
        var json = mapper();
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        var connections = new Connections(client(vertx, true), client(vertx, false));
        var spark = new SparkJson(connections, setup.network(), json);
        var drivers = new Drivers(spark);
        var answers = new Answers(new Templates(), json);
        var access = setup.access().apply(answers, executor);
        var console = new AtomicReference<Console>();
        var directory = Directory.watch(setup.kubernetes(), setup.namespaces(), key -> changed(console, key));
        console.set(new Console(new Console.Parts(
                vertx, setup.kubernetes(), executor, spark, drivers, directory, access, answers, Clock.systemUTC())));
        var metrics = new Metrics();
        var deadline = new HeadDeadline(vertx, MOST_CONNECTIONS);
        var underWay = new UnderWay(deadline, metrics);
        var pages = new SparkPages(
                new SparkProxy(connections, setup.network(), answers),
                new WebSockets(vertx, client(vertx, true), setup.network(), answers, underWay::webSocketEnds),
                drivers,
                answers);
        var gateway = new Gateway(setup.basePath(), access, directory, console.get(), pages, answers);
        return vertx.createHttpServer(options())
                .connectionHandler(connection -> {
                    Flushes.gather(connection);
                    deadline.handle(connection);
                })
                .requestHandler(request -> {
                    var asked = gateway.read(request);
                    underWay.begins(request, asked.route());
                    gateway.handle(request, asked);
                })
                .listen(port, host)
                .map(server ->
                        new GatewayServer(vertx, server, connections, directory, console.get(), executor, metrics));
    }

    /** What it was that changed is looked up anew, so nothing is lost before there is a console. */
    private static void changed(AtomicReference<Console> console, ClusterKey key) {
        Optional.ofNullable(console.get()).ifPresent(it -> it.changed(key));
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setMaxHeaderSize(LARGEST_HEADERS)
                .setMaxInitialLineLength(LONGEST_LINE)
                .setIdleTimeout(IDLE_SECONDS)
                // While it could become HTTP/2 a connection has not begun, and no deadline is set for it. Spark
                // Connect will need this; Spark's pages do not.
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true);
    }

    private static HttpClient client(Vertx vertx, boolean keepAlive) {
        return vertx.createHttpClient(
                new HttpClientOptions()
                        .setKeepAlive(keepAlive)
                        .setKeepAliveTimeout(KEEP_SECONDS)
                        .setReceiveBufferSize(PIECE)
                        .setMaxHeaderSize(64 * 1024)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_POD).setMaxWaitQueueSize(WAITING_PER_POD));
    }

    private static ObjectMapper mapper() {
        return JsonMapper.builder()
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS))
                // Java's own order of a map is another one in each replica.
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
    }

    /** Whether it knows all clusters. */
    public boolean isComplete() {
        return directory.isComplete();
    }

    /** When it knows all clusters; informers tell nobody of it. */
    Future<Void> complete() {
        var complete = Promise.<Void>promise();
        var _ = vertx.setPeriodic(0, COMPLETE_LOOK_MILLIS, timer -> {
            if (isComplete() && vertx.cancelTimer(timer)) {
                complete.complete();
            }
        });
        return complete.future();
    }

    /** How busy clusters were, for {@link #learn} of another replica. */
    String loads() {
        return console.loads();
    }

    /**
     * Takes note of what another replica saw before this one.
     *
     * @throws IllegalArgumentException if that cannot be read
     */
    void learn(String loads) {
        console.learn(loads);
    }

    /** What it has counted, in the text format of Prometheus. */
    public String metrics() {
        return metrics.text();
    }

    public int port() {
        return server.actualPort();
    }

    /** Takes no new connection, and lets what is under way end, for so many seconds. */
    public Future<Void> drain(int seconds) {
        return server.shutdown(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        directory.close();
        executor.shutdownNow();
        var _ = connections.kept().close();
        var _ = connections.fresh().close();
        var _ = server.close().eventually(vertx::close);
    }
}

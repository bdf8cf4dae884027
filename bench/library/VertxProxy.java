import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.httpproxy.HttpProxy;

/** The least reverse proxy of Vert.x. Arguments: own port, other port. */
final class VertxProxy {
    private VertxProxy() {}

    public static void main(String[] arguments) {
        var vertx = Vertx.vertx();
        var client = vertx.createHttpClient(
                new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(64).setMaxWaitQueueSize(2000));
        var proxy = HttpProxy.reverseProxy(client).origin(Integer.parseInt(arguments[1]), "127.0.0.1");
        vertx.createHttpServer(new HttpServerOptions())
                .requestHandler(proxy)
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1");
    }
}

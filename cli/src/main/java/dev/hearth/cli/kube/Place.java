package dev.hearth.cli.kube;

import dev.hearth.api.TolerantReading;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The Kubernetes that a command works on, and the namespace in it. */
public final class Place {
    private final Platform platform;
    private final String namespace;
    private final List<Path> files;
    private final Optional<Login> login;
    private final Optional<String> proxy;

    Place(
            Platform platform,
            String namespace,
            List<Path> files,
            Optional<Login> login,
            Map<String, String> environment) {
        this.platform = platform;
        this.namespace = namespace;
        this.files = files;
        this.login = login;
        // Nothing lies between this machine and the node on it.
        proxy = login.filter(_ -> !(platform instanceof Platform.Embedded))
                .flatMap(found -> new Proxies(environment).of(found));
    }

    public Platform platform() {
        return platform;
    }

    public String namespace() {
        return namespace;
    }

    /** How to call it when talking to the user. */
    public String description() {
        return switch (platform) {
            case Platform.Embedded _ -> "the embedded node";
            case Platform.Minikube(var profile) -> "minikube (" + profile + ")";
            case Platform.Kind(var name) -> "kind (" + name + ")";
            case Platform.Remote _ ->
                login.map(found -> "context " + found.context()).orElse("this pod's own cluster");
        };
    }

    /** The address of the API server, where a kubeconfig says it. */
    public Optional<String> server() {
        return login.map(found -> found.server().toString());
    }

    /** The quickest way to read. */
    public Reader reader() {
        return login.filter(Login::plain)
                .filter(_ -> proxy.isEmpty())
                .<Reader>map(PlainReader::new)
                .orElseGet(() -> new ClientReader(client()));
    }

    /** The full client, in this place's namespace. Close it. */
    public KubernetesClient client() {
        return TolerantReading.client().withConfig(config()).build();
    }

    Config config() {
        // The one way to name a kubeconfig, or several, that also honours everything else fabric8 knows of them.
        System.setProperty(
                Config.KUBERNETES_KUBECONFIG_FILE,
                files.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        var config = new ConfigBuilder(
                        Config.autoConfigure(login.map(Login::context).orElse(null)))
                .withNamespace(namespace)
                // The CLI decides itself when to try again, and says so.
                .withRequestRetryBackoffLimit(1)
                .withConnectionTimeout(10_000)
                .build();
        login.ifPresent(found -> complete(config, found));
        return config;
    }

    /** What the client does not read of a kubeconfig, or in another way than kubectl does. */
    private void complete(Config config, Login found) {
        found.impersonation().ifPresent(somebody -> somebody.applyTo(config));
        config.setHttpProxy(proxy.orElse(null));
        config.setHttpsProxy(proxy.orElse(null));
        config.setNoProxy(new String[0]);
        if (found.certificate().isPresent() && found.key().isPresent()) {
            useKey(config, found.certificate().get(), found.key().get());
        }
    }

    /** The client takes every key for one of RSA unless its older form says otherwise, and stumbles over parameters. */
    private static void useKey(Config config, String certificate, String key) {
        try {
            var identity = ClientIdentity.of(certificate, key);
            var pem = identity.pem().getBytes(StandardCharsets.UTF_8);
            config.setClientKeyAlgo(identity.key().getAlgorithm());
            config.setClientKeyData(Base64.getEncoder().encodeToString(pem));
            config.setClientKeyFile(null);
        } catch (GeneralSecurityException | IOException e) {
            // The client may make more of it, or says itself what is wrong.
            return;
        }
    }
}

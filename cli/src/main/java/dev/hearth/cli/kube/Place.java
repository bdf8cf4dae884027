package dev.hearth.cli.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The Kubernetes that a command works on, and the namespace in it. */
public final class Place {
    private final Platform platform;
    private final String namespace;
    private final List<Path> files;
    private final Optional<Login> login;

    Place(Platform platform, String namespace, List<Path> files, Optional<Login> login) {
        this.platform = platform;
        this.namespace = namespace;
        this.files = files;
        this.login = login;
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
        return login.filter(Login::plain).<Reader>map(PlainReader::new).orElseGet(() -> new ClientReader(client()));
    }

    /** The full client, in this place's namespace. Close it. */
    public KubernetesClient client() {
        var mapper = new com.fasterxml.jackson.databind.ObjectMapper()
                .disable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        return new KubernetesClientBuilder()
                .withConfig(config())
                .withKubernetesSerialization(new KubernetesSerialization(mapper, true))
                .build();
    }

    private Config config() {
        // The one way to name a kubeconfig, or several, that also honours everything else fabric8 knows of them.
        System.setProperty(
                Config.KUBERNETES_KUBECONFIG_FILE,
                files.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        return new ConfigBuilder(Config.autoConfigure(login.map(Login::context).orElse(null)))
                .withNamespace(namespace)
                // The CLI decides itself when to try again, and says so.
                .withRequestRetryBackoffLimit(1)
                .withConnectionTimeout(10_000)
                .build();
    }
}

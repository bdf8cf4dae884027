package dev.hearth.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** The configuration files of the node's components, made from the templates beside this class. */
record Configuration(NodeSettings settings, Layout layout, Addresses addresses, Certificates certificates) {

    static final String PAUSE_IMAGE = "docker.io/hearth/pause:1";

    void write(Resolvers resolvers, String snapshotter) {
        var values = Map.ofEntries(
                Map.entry("name", settings.name()),
                Map.entry("home", layout.home().toString()),
                Map.entry("socket", layout.containerdSocket().toString()),
                Map.entry("snapshotter", snapshotter),
                Map.entry("pauseImage", PAUSE_IMAGE),
                Map.entry("pods", addresses.pods().toString()),
                Map.entry("node", addresses.node()),
                Map.entry("dns", addresses.dns()),
                Map.entry("mtu", Integer.toString(HostNetwork.mtu(HostNetwork.routes()))),
                Map.entry("pki", layout.pki().toString()),
                Map.entry("forward", resolvers.corefileLine()));
        Layout.write(layout.config("containerd.toml"), template("containerd.toml", values));
        Layout.write(layout.config("kubelet.yaml"), template("kubelet.yaml", values));
        Layout.writeExecutable(layout.config("kubelet"), KubeletKernel.script());
        Layout.write(layout.config("10-hearth.conflist"), template("cni.json", values));
        Layout.write(layout.config("Corefile"), template("Corefile", values));
        for (var user : List.of(
                "kubelet",
                "kube-controller-manager",
                "kube-scheduler",
                "kube-proxy",
                "network-policies",
                "storage",
                "coredns")) {
            kubeconfig().write(user, layout.config(user + ".kubeconfig"));
        }
        kubeconfig().write("admin", layout.config("admin.kubeconfig"));
        // People add contexts of their own to theirs.
        if (!Files.exists(layout.kubeconfig())) {
            kubeconfig().write("admin", layout.kubeconfig());
        }
    }

    /** Returns the objects in the cluster that make CoreDNS its name server, its storage class, and the rights of what
     * upstream has none for. */
    String clusterObjects() {
        return template("cluster.yaml", Map.of("node", addresses.node(), "dns", addresses.dns()));
    }

    private Kubeconfig kubeconfig() {
        return new Kubeconfig(certificates, addresses.apiServer(), settings.name());
    }

    static String template(String name, Map<String, String> values) {
        try (var stream = Configuration.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            for (var value : values.entrySet()) {
                text = text.replace("{{" + value.getKey() + "}}", value.getValue());
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

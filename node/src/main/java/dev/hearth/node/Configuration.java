package dev.hearth.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;

/** The configuration files of the node's components, made from the templates beside this class. */
record Configuration(Member member, Addresses addresses, Certificates certificates) {

    static final String PAUSE_IMAGE = "docker.io/hearth/pause:1";

    void write(Resolvers resolvers, String snapshotter) {
        var layout = member.layout();
        var own = addresses.of(member.number());
        var kubelet = Certificates.kubelet(member);
        var values = Map.ofEntries(
                Map.entry("name", member.name()),
                Map.entry("home", layout.home().toString()),
                Map.entry("socket", layout.containerdSocket().toString()),
                Map.entry("snapshotter", snapshotter),
                Map.entry("pauseImage", PAUSE_IMAGE),
                Map.entry("pods", own.pods().toString()),
                Map.entry("node", own.node()),
                Map.entry("dns", addresses.dns()),
                Map.entry("mtu", Integer.toString(HostNetwork.mtu(HostNetwork.routes()))),
                Map.entry("authority", certificates.certificate("ca").toString()),
                Map.entry("certificate", certificates.certificate(kubelet).toString()),
                Map.entry("key", certificates.key(kubelet).toString()),
                Map.entry("forward", resolvers.corefileLine()));
        Layout.write(layout.config("containerd.toml"), template("containerd.toml", values));
        Layout.write(layout.config("kubelet.yaml"), template("kubelet.yaml", values));
        Layout.writeExecutable(layout.config("kubelet"), KubeletKernel.script());
        Layout.write(layout.config("10-hearth.conflist"), template("cni.json", values));
        kubeconfig().write(kubelet, layout.config("kubelet.kubeconfig"));
        writeKubeconfigs("kube-proxy", "network-policies");
        if (member.first()) {
            Layout.write(layout.config("Corefile"), template("Corefile", values));
            writeKubeconfigs("kube-controller-manager", "kube-scheduler", "storage", "coredns", "admin");
            writeUsers();
        }
    }

    private void writeKubeconfigs(String... users) {
        for (var user : users) {
            kubeconfig().write(user, member.layout().config(user + ".kubeconfig"));
        }
    }

    private void writeUsers() {
        var file = member.layout().kubeconfig();
        // People add contexts of their own to theirs.
        if (!Files.exists(file)) {
            kubeconfig().write("admin", file);
        }
    }

    /** Returns the objects in the cluster that make CoreDNS its name server, its storage class, and the rights of what
     * upstream has none for. */
    String clusterObjects() {
        return template("cluster.yaml", Map.of("node", addresses.node(), "dns", addresses.dns()));
    }

    /** Returns a further node as it is before its kubelet says more of it: with the addresses that its pods have. */
    String nodeObject() {
        return template(
                "node.yaml",
                Map.of(
                        "name",
                        member.name(),
                        "pods",
                        addresses.of(member.number()).pods().toString()));
    }

    private Kubeconfig kubeconfig() {
        return new Kubeconfig(certificates, addresses.apiServer(), member.name());
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

package dev.hearth.node;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command lines of everything that runs on a node.
 *
 * @param several whether there are other nodes
 */
record Components(
        Member member, boolean several, Addresses addresses, Certificates certificates, Path kubernetes, Path coredns) {

    private static final List<String> OF_FIRST = List.of(
            "etcd",
            "containerd",
            "kube-apiserver",
            "kube-controller-manager",
            "kube-scheduler",
            "kubelet",
            "kube-proxy",
            "network-policies",
            "storage",
            "coredns");

    private static final List<String> OF_FURTHER = List.of("containerd", "kubelet", "kube-proxy", "network-policies");

    private static final String ETCD = "https://127.0.0.1:2379";

    /** Every component's name, in the order of starting. */
    static List<String> names(Member member) {
        return member.first() ? OF_FIRST : OF_FURTHER;
    }

    /** What must run before the API server can answer, and the container runtime, which needs nobody. */
    List<Component> foundation() {
        return member.first() ? List.of(etcd(), containerd(), apiServer()) : List.of(containerd());
    }

    /** What works for or through the API server. */
    List<Component> clients() {
        var ofEveryNode = List.of(kubelet(), proxy(), networkPolicies());
        if (!member.first()) {
            return ofEveryNode;
        }
        var clients = new ArrayList<>(List.of(controllerManager(), scheduler()));
        clients.addAll(ofEveryNode);
        clients.addAll(List.of(storage(), dns()));
        return clients;
    }

    List<Component> all() {
        var all = new ArrayList<>(foundation());
        all.addAll(clients());
        return all;
    }

    private Component etcd() {
        return kubernetes(
                "etcd",
                "--name=" + member.name(),
                "--data-dir=" + member.layout().data("etcd"),
                "--listen-client-urls=" + ETCD,
                "--advertise-client-urls=" + ETCD,
                "--listen-peer-urls=http://127.0.0.1:2380",
                "--initial-advertise-peer-urls=http://127.0.0.1:2380",
                "--initial-cluster=" + member.name() + "=http://127.0.0.1:2380",
                "--client-cert-auth",
                "--trusted-ca-file=" + certificates.certificate("etcd-ca"),
                "--cert-file=" + certificates.certificate("etcd"),
                "--key-file=" + certificates.key("etcd"),
                // A development cluster may lose its last second in a power cut, but not wait for the disk all day.
                "--unsafe-no-fsync");
    }

    private Component containerd() {
        return new Component(
                "containerd",
                List.of("containerd", "--config=" + member.layout().config("containerd.toml")),
                Outward.environment(System.getenv(), addresses));
    }

    private Component apiServer() {
        return kubernetes(
                "kube-apiserver",
                "--bind-address=" + addresses.node(),
                "--advertise-address=" + addresses.node(),
                "--secure-port=6443",
                "--service-cluster-ip-range=" + addresses.services(),
                "--etcd-servers=" + ETCD,
                "--etcd-cafile=" + certificates.certificate("etcd-ca"),
                "--etcd-certfile=" + certificates.certificate("etcd"),
                "--etcd-keyfile=" + certificates.key("etcd"),
                "--authorization-mode=Node,RBAC",
                "--enable-admission-plugins=NodeRestriction",
                "--allow-privileged",
                "--client-ca-file=" + certificates.certificate("ca"),
                "--tls-cert-file=" + certificates.certificate("kube-apiserver"),
                "--tls-private-key-file=" + certificates.key("kube-apiserver"),
                "--kubelet-certificate-authority=" + certificates.certificate("ca"),
                "--kubelet-client-certificate=" + certificates.certificate("kube-apiserver-kubelet-client"),
                "--kubelet-client-key=" + certificates.key("kube-apiserver-kubelet-client"),
                "--kubelet-preferred-address-types=InternalIP",
                "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
                "--service-account-key-file=" + certificates.key("service-accounts"),
                "--service-account-signing-key-file=" + certificates.key("service-accounts"),
                // The aggregation layer: metrics-server and KEDA plug in here.
                "--requestheader-client-ca-file=" + certificates.certificate("front-proxy-ca"),
                "--requestheader-allowed-names=front-proxy-client",
                "--requestheader-extra-headers-prefix=X-Remote-Extra-",
                "--requestheader-group-headers=X-Remote-Group",
                "--requestheader-username-headers=X-Remote-User",
                "--proxy-client-cert-file=" + certificates.certificate("front-proxy-client"),
                "--proxy-client-key-file=" + certificates.key("front-proxy-client"));
    }

    Component controllerManager() {
        var kubeconfig = kubeconfig("kube-controller-manager");
        var command = new ArrayList<>(kubernetes(
                        "kube-controller-manager",
                        "--kubeconfig=" + kubeconfig,
                        "--authentication-kubeconfig=" + kubeconfig,
                        "--authorization-kubeconfig=" + kubeconfig,
                        "--bind-address=127.0.0.1",
                        "--leader-elect=false",
                        "--use-service-account-credentials",
                        "--root-ca-file=" + certificates.certificate("ca"),
                        "--service-account-private-key-file=" + certificates.key("service-accounts"),
                        // Its default is made on the host.
                        "--flex-volume-plugin-dir=" + member.layout().data("volume-plugins"),
                        "--cluster-signing-cert-file=" + certificates.certificate("ca"),
                        "--cluster-signing-key-file=" + certificates.key("ca"),
                        "--service-cluster-ip-range=" + addresses.services(),
                        "--allocate-node-cidrs",
                        "--cluster-cidr=" + addresses.pods(),
                        "--node-cidr-mask-size=" + own().pods().prefix())
                .command());
        if (several) {
            // Who cuts a node off does not want to wait for upstream's 50 s; a lone node has nobody to miss it.
            command.add("--node-monitor-grace-period=20s");
        }
        return new Component("kube-controller-manager", command);
    }

    private Component scheduler() {
        var kubeconfig = kubeconfig("kube-scheduler");
        return kubernetes(
                "kube-scheduler",
                "--kubeconfig=" + kubeconfig,
                "--authentication-kubeconfig=" + kubeconfig,
                "--authorization-kubeconfig=" + kubeconfig,
                "--bind-address=127.0.0.1",
                "--leader-elect=false");
    }

    private Component kubelet() {
        var kubelet = kubernetes(
                "kubelet",
                "--config=" + member.layout().config("kubelet.yaml"),
                "--kubeconfig=" + kubeconfig("kubelet"),
                "--hostname-override=" + member.name(),
                "--node-ip=" + own().node());
        var command = new ArrayList<>(List.of("unshare", "--mount", "--propagation=unchanged"));
        command.add(member.layout().config("kubelet").toString());
        command.addAll(kubelet.command());
        return new Component(kubelet.name(), command);
    }

    private Component proxy() {
        return kubernetes(
                "kube-proxy",
                "--kubeconfig=" + kubeconfig("kube-proxy"),
                "--hostname-override=" + member.name(),
                "--proxy-mode=iptables",
                "--cluster-cidr=" + addresses.pods(),
                "--healthz-bind-address=127.0.0.1:10256",
                "--metrics-bind-address=127.0.0.1:10249",
                // A network namespace other than the first cannot change these, and the kubelet's host has its own.
                "--conntrack-max-per-core=0",
                "--conntrack-min=0",
                "--conntrack-tcp-timeout-established=0",
                "--conntrack-tcp-timeout-close-wait=0");
    }

    private Component networkPolicies() {
        return kubernetes(
                "network-policies",
                "--kubeconfig=" + kubeconfig("network-policies"),
                "--hostname-override=" + member.name());
    }

    private Component storage() {
        return kubernetes(
                "storage",
                "--kubeconfig=" + kubeconfig("storage"),
                "--folder=" + member.layout().data("volumes"));
    }

    private Component dns() {
        return new Component(
                "coredns",
                List.of(
                        coredns.toString(),
                        "-conf",
                        member.layout().config("Corefile").toString()));
    }

    private Component kubernetes(String name, String... arguments) {
        var command = new ArrayList<>(List.of(kubernetes.toString(), name));
        command.addAll(List.of(arguments));
        return new Component(name, command);
    }

    private NodeAddresses own() {
        return addresses.of(member.number());
    }

    private Path kubeconfig(String user) {
        return member.layout().config(user + ".kubeconfig");
    }
}

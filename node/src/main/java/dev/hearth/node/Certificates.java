package dev.hearth.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The keys and certificates of the node's components, made by openssl. */
record Certificates(Path folder) {

    /** Long enough that nobody's development cluster expires. */
    private static final String DAYS = "3650";

    /** Fifteen keys of this kind are there at once, where RSA's take seconds. */
    private static final List<String> ELLIPTIC = List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1");

    /** Every client of Kubernetes can read a user's key of this kind; not all know others. */
    private static final List<String> RSA = List.of("-newkey", "rsa:2048");

    private static final String ADMIN = "admin";

    private static final String CONFIG = """
            [req]
            distinguished_name = name
            [name]
            [authority]
            basicConstraints = critical, CA:TRUE
            keyUsage = critical, keyCertSign, cRLSign, digitalSignature
            subjectKeyIdentifier = hash
            [leaf]
            basicConstraints = critical, CA:FALSE
            keyUsage = critical, digitalSignature, keyEncipherment
            extendedKeyUsage = clientAuth, serverAuth
            subjectKeyIdentifier = hash
            authorityKeyIdentifier = keyid
            """;

    Path certificate(String name) {
        return folder.resolve(name + ".crt");
    }

    Path key(String name) {
        return folder.resolve(name + ".key");
    }

    /** Names the certificate by which a node's kubelet is known, and itself answers the API server. */
    static String kubelet(Member member) {
        return member.first() ? "kubelet" : "kubelet-" + member.number();
    }

    /** Makes whatever a further node needs and is not there yet. */
    void create(NodeAddresses addresses, Member member) {
        leaf(
                "ca",
                kubelet(member),
                "/O=system:nodes/CN=system:node:" + member.name(),
                "DNS:" + member.name() + ",IP:" + addresses.node());
    }

    /** Makes whatever the control plane and its node need and is not there yet. */
    void create(Addresses addresses, Member first) {
        authority("ca");
        // Whoever holds a certificate of etcd's authority reads every secret, so it is not the cluster's.
        authority("etcd-ca");
        authority("front-proxy-ca");
        leaf("ca", "kube-apiserver", "/CN=kube-apiserver", apiServerNames(addresses, first.name()));
        create(addresses.of(1), first);
        leaf("ca", "kube-apiserver-kubelet-client", "/O=system:masters/CN=kube-apiserver-kubelet-client", "");
        leaf("ca", ADMIN, "/O=system:masters/CN=admin", "");
        leaf("ca", "kube-controller-manager", "/CN=system:kube-controller-manager", "");
        leaf("ca", "kube-scheduler", "/CN=system:kube-scheduler", "");
        leaf("ca", "kube-proxy", "/CN=system:kube-proxy", "");
        leaf("ca", "network-policies", "/CN=system:network-policies", "");
        leaf("ca", "storage", "/CN=system:storage", "");
        leaf("ca", "coredns", "/CN=system:coredns", "");
        leaf("etcd-ca", "etcd", "/CN=etcd", "IP:127.0.0.1,DNS:localhost");
        leaf("front-proxy-ca", "front-proxy-client", "/CN=front-proxy-client", "");
        serviceAccountKeys();
    }

    private static String apiServerNames(Addresses addresses, String nodeName) {
        return "DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,"
                + "DNS:kubernetes.default.svc.cluster.local,DNS:localhost,DNS:" + nodeName
                + ",IP:127.0.0.1,IP:" + addresses.apiService() + ",IP:" + addresses.node();
    }

    private void authority(String name) {
        if (!Files.exists(certificate(name))) {
            request(name, "/CN=hearth-" + name, CONFIG, "authority", "");
        }
    }

    private void leaf(String authority, String name, String subject, String alternativeNames) {
        if (!Files.exists(certificate(name))) {
            var config = alternativeNames.isEmpty() ? CONFIG : CONFIG + "subjectAltName = " + alternativeNames + "\n";
            request(name, subject, config, "leaf", authority);
        }
    }

    private void request(String name, String subject, String config, String extensions, String authority) {
        var file = folder.resolve(name + ".cnf");
        Layout.write(file, config);
        var line = new ArrayList<>(List.of("openssl", "req", "-x509", "-new", "-nodes", "-sha256", "-days", DAYS));
        line.addAll(name.equals(ADMIN) ? RSA : ELLIPTIC);
        line.addAll(List.of("-config", file.toString(), "-extensions", extensions, "-subj", subject));
        line.addAll(List.of(
                "-keyout", key(name).toString(), "-out", certificate(name).toString()));
        if (!authority.isEmpty()) {
            line.addAll(List.of(
                    "-CA",
                    certificate(authority).toString(),
                    "-CAkey",
                    key(authority).toString()));
        }
        Command.of(line).output();
    }

    private void serviceAccountKeys() {
        var key = key("service-accounts").toString();
        if (!Files.exists(key("service-accounts"))) {
            Command.of("openssl", "genrsa", "-out", key, "2048").output();
        }
    }
}

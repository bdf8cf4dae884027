package dev.hearth.cli.kube;

import java.net.URI;
import java.util.Optional;

/**
 * One context of a kubeconfig, as far as it can be used without a full client.
 *
 * @param context name of the context
 * @param cluster name of the cluster in it
 * @param namespace the context's namespace
 * @param server address of the API server
 * @param authority certificates to trust, PEM
 * @param certificate certificate of the user, PEM
 * @param key private key of the user, PEM
 * @param token bearer token of the user
 * @param proxy address of the proxy that the kubeconfig names for this cluster
 * @param impersonation whom the user acts as
 * @param ofMinikube whether minikube left its mark in the entry of the cluster
 * @param plain whether server, certificates, key and token are all it takes to log in
 */
record Login(
        String context,
        String cluster,
        String namespace,
        URI server,
        Optional<String> authority,
        Optional<String> certificate,
        Optional<String> key,
        Optional<String> token,
        Optional<String> proxy,
        Optional<Impersonation> impersonation,
        boolean ofMinikube,
        boolean plain) {}

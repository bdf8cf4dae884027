package dev.hearth.cli.kube;

import java.net.URI;
import java.util.Optional;

/**
 * One context of a kubeconfig, as far as it can be used without a full client.
 *
 * @param context name of the context
 * @param namespace the context's namespace
 * @param server address of the API server
 * @param authority certificates to trust, PEM
 * @param certificate certificate of the user, PEM
 * @param key private key of the user, PEM
 * @param token bearer token of the user
 * @param provider the tool that made the cluster, if it left its name (minikube)
 * @param plain whether the fields above are all it takes to log in
 */
record Login(
        String context,
        String namespace,
        URI server,
        Optional<String> authority,
        Optional<String> certificate,
        Optional<String> key,
        Optional<String> token,
        Optional<String> provider,
        boolean plain) {}

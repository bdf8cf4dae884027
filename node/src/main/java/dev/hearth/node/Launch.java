package dev.hearth.node;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** Brings a node from whatever state it is in to running. */
record Launch(NodeSettings settings, Layout layout, Binaries binaries, Inspection inspection) {

    /** Does what may take minutes and changes nothing that other nodes share: they need not wait for it. */
    void prepare(Consumer<String> progress) {
        if (!new Sandbox(settings, layout).runsHere()) {
            new Home(layout).requireFree();
        }
        binaries.build(progress);
    }

    void run(Consumer<String> progress) {
        var status = inspection.status();
        if (status.state() == NodeState.RUNNING) {
            repair();
            progress.accept("The node is already running");
            return;
        }
        status.problems().forEach(progress);
        settle();
        // Another version of Hearth may have pruned them while this one waited.
        binaries.build(progress);
        if (inspection.process().isEmpty()) {
            fresh(progress);
        }
        repair();
        startServices(progress);
        progress.accept("The node is ready: Kubernetes " + status.kubernetesVersion() + " at "
                + addresses().apiServer());
    }

    /** Puts right what lies on the host: firewalls, VPNs and network managers take away what they do not know. */
    void repair() {
        inspection.process().filter(_ -> layout.complete()).ifPresent(process -> {
            KernelSettings.ofThisMachine().apply();
            network().connect(process, addresses());
            network().open(addresses());
        });
    }

    private void settle() {
        var home = new Home(layout);
        if (new Sandbox(settings, layout).runsHere()) {
            home.mark();
        }
        if (!layout.complete()) {
            // Neither a node without its folder nor half of a folder can be mended.
            new Sandbox(settings, layout).stop();
            home.remove();
        }
        home.claim();
    }

    /** Starts the namespaces over what an earlier life left, or over nothing. */
    private void fresh(Consumer<String> progress) {
        if (!Sandbox.any()) {
            binaries.prune();
        }
        network().disconnect();
        Cgroups.of(settings.name()).remove();
        claimAddresses();
        new KeptImages(settings, layout).give();
        progress.accept("Writing certificates and configuration to " + layout.home());
        certificates().create(addresses(), settings.name());
        var resolvers = Resolvers.ofThisMachine();
        configuration().write(resolvers, Images.of(layout).snapshotter());
        var services = new Services(layout);
        components().all().forEach(services::define);
        new Sandbox(settings, layout).start(resolvers.resolvConf());
    }

    private void claimAddresses() {
        var routes = HostNetwork.routes();
        if (Addresses.in(layout.addresses()).isEmpty()) {
            Layout.write(layout.addresses(), Addresses.beside(routes).toText());
        }
        addresses().collision(routes).ifPresent(taken -> {
            throw new NodeException("This machine now has a route to " + taken + ", which the stopped node uses too."
                    + " Remove that route (a VPN's?), or make a new node with: hearth node down && hearth node up");
        });
    }

    private void startServices(Consumer<String> progress) {
        var services = new Services(layout);
        progress.accept("Starting etcd, containerd and the API server");
        components().foundation().forEach(services::start);
        loadPauseImage();
        try (var cluster = Cluster.connect(layout.config("admin.kubeconfig"), settings.name())) {
            cluster.awaitAnswer(complaint("The API server does not answer", "kube-apiserver"));
            progress.accept(
                    "Starting the controllers, the scheduler, the kubelet, the proxy, network policies, storage and CoreDNS");
            components().clients().forEach(services::start);
            cluster.apply(configuration().clusterObjects());
            cluster.awaitDefaultServiceAccount(
                    complaint("The controllers make no default ServiceAccount", "kube-controller-manager"));
            cluster.awaitNode(services.started("kubelet"), complaint("The node does not become ready", "kubelet"));
            Cluster.awaitDns(addresses(), complaint("CoreDNS does not answer", "coredns"));
        }
    }

    private void loadPauseImage() {
        var images = Images.of(layout);
        images.awaitRuntime();
        if (!images.contains(Configuration.PAUSE_IMAGE)) {
            images.load(new PauseImage(binaries.path(GoProgram.PAUSE)).archive(layout.config()));
        }
    }

    private Supplier<String> complaint(String what, String component) {
        return () -> what + ". Its log is " + layout.log(component) + "; it ends with:\n"
                + Command.of("tail", "-n", "5", layout.log(component).toString())
                        .result()
                        .output()
                        .strip()
                + "\n'hearth node up' tries again, 'hearth node down' removes everything.";
    }

    private Addresses addresses() {
        return Addresses.parse(Layout.read(layout.addresses()));
    }

    private Certificates certificates() {
        return new Certificates(layout.pki());
    }

    private Configuration configuration() {
        return new Configuration(settings, layout, addresses(), certificates());
    }

    private Components components() {
        return new Components(
                settings,
                layout,
                addresses(),
                certificates(),
                binaries.path(GoProgram.KUBERNETES),
                binaries.path(GoProgram.COREDNS));
    }

    private HostNetwork network() {
        return new HostNetwork(settings.name());
    }
}

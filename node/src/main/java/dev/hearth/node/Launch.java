package dev.hearth.node;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Brings the embedded Kubernetes from whatever state it is in to running.
 *
 * @param wanted how many nodes it is to have; as many as it has if nothing is said
 */
record Launch(Members members, OptionalInt wanted, Binaries binaries, Inspection inspection) {

    /** Does what may take minutes and changes nothing that other nodes share: they need not wait for it. */
    void prepare(Consumer<String> progress) {
        var first = members.first();
        if (!first.sandbox().runsHere()) {
            new Home(first.layout()).requireFree();
        }
        binaries.build(progress);
    }

    void run(Consumer<String> progress) {
        var status = inspection.status();
        if (complete(status)) {
            leave(progress);
            return;
        }
        var count = count();
        status.problems().forEach(progress);
        settle();
        // Another version of Hearth may have pruned them while this one waited.
        binaries.build(progress);
        if (members.first().sandbox().process().isEmpty()) {
            fresh(count, progress);
        }
        var blueprint = blueprint(count);
        blueprint.repair();
        if (status.state() != NodeState.RUNNING) {
            startServices(blueprint, progress);
        }
        new Joining(blueprint).run(unharmed(count), progress);
        progress.accept((count == 1 ? "The node is ready" : "All " + count + " nodes are ready") + ": Kubernetes "
                + status.kubernetesVersion() + " at " + addresses().apiServer());
    }

    /** Undoes what was done to a further node and has it take part again. */
    void heal(Member member, Consumer<String> progress) {
        member.faults().lift();
        new Joining(blueprint(members.count())).run(List.of(member), progress);
    }

    /** Tells whether there is nothing to be started. */
    boolean complete(NodeStatus status) {
        return status.state() == NodeState.RUNNING && count() == status.nodes().size();
    }

    /** Leaves what runs as it is. */
    void leave(Consumer<String> progress) {
        repair();
        progress.accept(members.count() == 1 ? "The node is already running" : "The nodes are already running");
    }

    /** Puts right what lies on the host, if anything runs. */
    void repair() {
        if (inspection.process().isPresent() && members.first().complete()) {
            blueprint(members.count()).repair();
        }
    }

    private int count() {
        return Members.size(members.first().exists() ? members.count() : 0, wanted);
    }

    /** Who has killed a node on purpose does not want it back with the next command that needs the cluster. */
    private List<Member> unharmed(int count) {
        return members.furtherOf(count).stream()
                .filter(member -> member.faults().present().isEmpty())
                .toList();
    }

    private void settle() {
        var first = members.first();
        var home = new Home(first.layout());
        if (first.sandbox().runsHere()) {
            home.mark();
        }
        if (!first.complete()) {
            // Neither a node without its folder nor half of a folder can be mended, and the others' lie in it.
            members.conceivable().forEach(Launch::forget);
            first.sandbox().stop();
            home.remove();
        }
        home.claim();
    }

    private static void forget(Member member) {
        member.faults().lift();
        member.sandbox().stop();
        member.network().disconnect();
    }

    /** Starts the first node's namespaces over what an earlier life left, or over nothing. */
    private void fresh(int count, Consumer<String> progress) {
        if (!Sandbox.any()) {
            binaries.prune();
        }
        var first = members.first();
        first.network().disconnect();
        claimAddresses();
        progress.accept(
                "Writing certificates and configuration to " + first.layout().home());
        blueprint(count).start(first);
    }

    private void claimAddresses() {
        var file = members.first().layout().addresses();
        var routes = HostNetwork.routesBeside(members.names());
        if (Addresses.in(file).isEmpty()) {
            Layout.write(file, Addresses.beside(routes).toText());
        }
        addresses().collision(routes).ifPresent(taken -> {
            throw new NodeException("This machine now has a route to " + taken + ", which the stopped node uses too."
                    + " Remove that route (a VPN's?), or make a new node with: hearth node down && hearth node up");
        });
    }

    private void startServices(Blueprint blueprint, Consumer<String> progress) {
        var first = members.first();
        var services = new Services(first.layout());
        var components = blueprint.components(first);
        progress.accept("Starting etcd, containerd and the API server");
        components.foundation().forEach(services::start);
        loadPauseImage();
        try (var cluster = blueprint.cluster()) {
            cluster.awaitAnswer(complaint("The API server does not answer", "kube-apiserver"));
            progress.accept(
                    "Starting the controllers, the scheduler, the kubelet, the proxy, network policies, storage and CoreDNS");
            components.clients().forEach(services::start);
            cluster.apply(blueprint.configuration(first).clusterObjects());
            cluster.awaitDefaultServiceAccount(
                    complaint("The controllers make no default ServiceAccount", "kube-controller-manager"));
            cluster.awaitNode(
                    first.name(), services.started("kubelet"), complaint("The node does not become ready", "kubelet"));
            Cluster.awaitDns(addresses(), complaint("CoreDNS does not answer", "coredns"));
        }
    }

    private void loadPauseImage() {
        var layout = members.first().layout();
        var images = Images.of(layout);
        images.awaitRuntime();
        if (!images.contains(Configuration.PAUSE_IMAGE)) {
            images.load(new PauseImage(binaries.path(GoProgram.PAUSE)).archive(layout.config()));
        }
    }

    private Supplier<String> complaint(String what, String component) {
        return Blueprint.complaint(what, members.first(), component);
    }

    private Addresses addresses() {
        return Addresses.parse(Layout.read(members.first().layout().addresses()));
    }

    private Blueprint blueprint(int count) {
        return new Blueprint(members, count > 1, addresses(), binaries);
    }
}

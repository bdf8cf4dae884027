package dev.hearth.node;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Brings further nodes to life and into the cluster of the first one, which runs. */
record Joining(Blueprint blueprint) {

    /** Returns when Kubernetes has heard from each of the nodes and says that it is ready. */
    void run(List<Member> joining, Consumer<String> progress) {
        if (joining.isEmpty()) {
            return;
        }
        progress.accept("Starting " + joining.stream().map(Member::toString).collect(Collectors.joining(", ")));
        var first = blueprint.members().first();
        new Services(first.layout()).update(blueprint.components(first).controllerManager());
        joining.forEach(this::settle);
        try (var cluster = blueprint.cluster()) {
            Together.forEach(joining, member -> startServices(member, cluster, progress));
        }
    }

    private void settle(Member member) {
        var home = new Home(member.layout());
        if (!member.complete()) {
            member.sandbox().stop();
            home.remove();
        }
        home.claim();
        if (member.sandbox().process().isEmpty()) {
            requireFreeAddresses(member);
            member.network().disconnect();
            blueprint.start(member);
        }
        member.faults().forget();
        blueprint.connectFurther(member);
    }

    private void requireFreeAddresses(Member member) {
        blueprint
                .addresses()
                .collision(HostNetwork.routesBeside(blueprint.members().names()), member.number())
                .ifPresent(taken -> {
                    throw new NodeException("This machine has a route to " + taken + ", which " + member
                            + " would use too. Remove that route (a VPN's?), or make a new cluster with:"
                            + " hearth node down && hearth node up --nodes " + member.number());
                });
    }

    private void startServices(Member member, Cluster cluster, Consumer<String> progress) {
        var began = Instant.now();
        var services = new Services(member.layout());
        var components = blueprint.components(member);
        components.foundation().forEach(services::start);
        copyImages(member, progress);
        cluster.apply(blueprint.configuration(member).nodeObject());
        components.clients().forEach(services::start);
        var complaint = Blueprint.complaint(
                "Kubernetes does not find " + member + " (" + member.name() + ") ready", member, "kubelet");
        cluster.awaitHeartbeat(member.name(), began, complaint);
        cluster.awaitNode(member.name(), services.started("kubelet"), complaint);
    }

    /** What was loaded while the node was not there, or while there was none of its number. */
    private void copyImages(Member member, Consumer<String> progress) {
        var source = Images.of(blueprint.members().first().layout());
        var target = Images.of(member.layout());
        target.awaitRuntime();
        source.missingFrom(target).forEach(image -> {
            progress.accept("Copying the image " + image + " to " + member);
            source.copy(image, target);
        });
    }
}

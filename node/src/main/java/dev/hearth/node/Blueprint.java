package dev.hearth.node;

import java.util.List;
import java.util.function.Supplier;

/**
 * What each node is made of, and how it starts over what an earlier life left of it.
 *
 * @param several whether there are or are going to be further nodes
 */
record Blueprint(Members members, boolean several, Addresses addresses, Binaries binaries) {

    Configuration configuration(Member member) {
        return new Configuration(member, addresses, certificates());
    }

    Components components(Member member) {
        return new Components(
                member,
                several,
                addresses,
                certificates(),
                binaries.path(GoProgram.KUBERNETES),
                binaries.path(GoProgram.COREDNS));
    }

    Cluster cluster() {
        return Cluster.connect(members.first().layout().config("admin.kubeconfig"));
    }

    /** Starts a node's namespaces, without its components. */
    void start(Member member) {
        var layout = member.layout();
        member.cgroups().remove();
        new KeptImages(member.settings(), layout).give();
        if (member.first()) {
            certificates().create(addresses, member);
        } else {
            certificates().create(addresses.of(member.number()), member);
        }
        var resolvers = Resolvers.ofThisMachine();
        configuration(member).write(resolvers, Images.of(layout).snapshotter());
        var services = new Services(layout);
        components(member).all().forEach(services::define);
        member.sandbox().start(resolvers.resolvConf());
    }

    /** Puts right what lies on the host: firewalls, VPNs and network managers take away what they do not know. */
    void repair() {
        KernelSettings.ofThisMachine().apply();
        connect(members.first());
        members.further().forEach(this::connectFurther);
    }

    void connectFurther(Member member) {
        members.first().network().standInFor(addresses.of(member.number()));
        if (member.complete()) {
            connect(member);
        }
    }

    private void connect(Member member) {
        member.sandbox().process().ifPresent(process -> {
            var own = addresses.of(member.number());
            member.network().connect(process, own);
            member.network().open(own, several ? own.neighbours() : List.of());
        });
    }

    static Supplier<String> complaint(String what, Member member, String component) {
        var log = member.layout().log(component);
        return () -> what + ". Its log is " + log + "; it ends with:\n"
                + Command.of("tail", "-n", "5", log.toString())
                        .result()
                        .output()
                        .strip()
                + "\n'hearth node up' tries again, 'hearth node down' removes everything.";
    }

    private Certificates certificates() {
        return new Certificates(members.first().layout().pki());
    }
}

package dev.hearth.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Finds out what the nodes are doing. */
record Inspection(Members members) {

    Optional<Long> process() {
        return members.first().sandbox().process();
    }

    void refuseAnotherHome() {
        members.first().sandbox().refuseAnotherHome();
    }

    NodeStatus status() {
        if (process().isEmpty()) {
            return Addresses.in(layout().addresses()).isPresent()
                    ? status(NodeState.DEGRADED, nodes(), List.of(), List.of("None of the node's processes runs."))
                    : status(NodeState.ABSENT, List.of(), List.of(), List.of());
        }
        if (!layout().complete()) {
            return status(NodeState.DEGRADED, nodes(), List.of(), List.of(deleted()));
        }
        var nodes = nodes();
        var components = members.all().stream().flatMap(this::components).toList();
        var unharmed = nodes.stream()
                .filter(node -> node.faults().isEmpty())
                .map(node -> members.get(node.number()))
                .toList();
        var problems = new ArrayList<String>();
        unharmed.stream()
                .filter(member -> member.sandbox().process().isEmpty())
                .forEach(member -> problems.add("Nothing runs on " + member + "."));
        components.stream()
                .filter(component -> !component.running())
                .forEach(component -> problems.add(component.name() + " does not run; see " + component.log()));
        problems.addAll(clusterProblems(unharmed));
        return status(problems.isEmpty() ? NodeState.RUNNING : NodeState.DEGRADED, nodes, components, problems);
    }

    private Layout layout() {
        return members.first().layout();
    }

    private String deleted() {
        return "The node runs, but its data folder " + layout().home()
                + " was deleted: 'hearth node up' starts a new node, 'hearth node down' removes this one.";
    }

    private NodeStatus status(
            NodeState state, List<MemberStatus> nodes, List<ComponentStatus> components, List<String> problems) {
        var apiServer =
                Addresses.in(layout().addresses()).map(Addresses::apiServer).map(URI::create);
        return new NodeStatus(
                state, GoProgram.KUBERNETES.version(), nodes, components, apiServer, layout().kubeconfig(), problems);
    }

    /** Nobody can do anything to the first node. */
    private List<MemberStatus> nodes() {
        return members.all().stream()
                .map(member -> new MemberStatus(
                        member.number(),
                        member.name(),
                        member.first() ? Set.of() : member.faults().present()))
                .toList();
    }

    private List<String> clusterProblems(List<Member> unharmed) {
        if (!members.first().network().connected()) {
            return List.of("The node is not connected to this machine's network.");
        }
        try (var cluster = Cluster.connect(layout().config("admin.kubeconfig"))) {
            if (!cluster.answers()) {
                return List.of("The API server does not answer; see " + layout().log("kube-apiserver"));
            }
            return unharmed.stream()
                    .filter(member ->
                            !cluster.nodeReady(member.name(), new Services(member.layout()).started("kubelet")))
                    .map(member -> "Kubernetes says that its " + (members.count() == 1 ? "node" : member.toString())
                            + " is not ready; see " + member.layout().log("kubelet"))
                    .toList();
        }
    }

    private Stream<ComponentStatus> components(Member member) {
        return member.sandbox().process().stream().flatMap(process -> components(member, process));
    }

    private static Stream<ComponentStatus> components(Member member, long process) {
        var pids = pidsOnHost(process);
        var layout = member.layout();
        var services = new Services(layout);
        var names = Components.names(member);
        var supervisions = services.supervisions(names);
        return names.stream().map(name -> {
            var supervision = Objects.requireNonNull(supervisions.get(name));
            var pid = pids.get(supervision.pid());
            return new ComponentStatus(
                    member.name(),
                    name,
                    supervision.running(),
                    pid == null ? OptionalLong.empty() : OptionalLong.of(pid),
                    supervision.since(),
                    services.restarts(name),
                    layout.log(name));
        });
    }

    /** Maps the process numbers inside the node's namespace to those on the host. */
    private static Map<Long, Long> pidsOnHost(long first) {
        var pids = new HashMap<Long, Long>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            var namespace = Files.readSymbolicLink(Path.of("/proc/" + first + "/ns/pid"));
            processes
                    .filter(folder -> folder.getFileName().toString().matches("\\d+"))
                    .filter(folder -> isIn(namespace, folder))
                    .forEach(folder -> pidInside(folder)
                            .ifPresent(inside -> pids.put(
                                    inside, Long.parseLong(folder.getFileName().toString()))));
        } catch (IOException e) {
            throw new NodeException("Cannot read /proc", e);
        }
        return pids;
    }

    private static boolean isIn(Path namespace, Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("ns/pid")).equals(namespace);
        } catch (IOException e) {
            // It has ended meanwhile, or it belongs to the kernel.
            return false;
        }
    }

    private static Optional<Long> pidInside(Path process) {
        try (var lines = Files.lines(process.resolve("status"))) {
            return lines.filter(line -> line.startsWith("NSpid:"))
                    .map(line -> Long.parseLong(line.substring(line.lastIndexOf('\t') + 1)))
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }
}

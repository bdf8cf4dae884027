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
import java.util.stream.Stream;

/** Finds out what a node is doing. */
record Inspection(NodeSettings settings, Layout layout) {

    Optional<Long> process() {
        return new Sandbox(settings, layout).process();
    }

    void refuseAnotherHome() {
        new Sandbox(settings, layout).refuseAnotherHome();
    }

    NodeStatus status() {
        var process = process();
        if (process.isEmpty()) {
            return Addresses.in(layout.addresses()).isPresent()
                    ? status(NodeState.DEGRADED, List.of(), List.of("None of the node's processes runs."))
                    : status(NodeState.ABSENT, List.of(), List.of());
        }
        if (!layout.complete()) {
            return status(NodeState.DEGRADED, List.of(), List.of(deleted()));
        }
        var components = components(process.get());
        var problems = new ArrayList<String>();
        components.stream()
                .filter(component -> !component.running())
                .forEach(component -> problems.add(component.name() + " does not run; see " + component.log()));
        problems.addAll(clusterProblems());
        return status(problems.isEmpty() ? NodeState.RUNNING : NodeState.DEGRADED, components, problems);
    }

    private String deleted() {
        return "The node runs, but its data folder " + layout.home()
                + " was deleted: 'hearth node up' starts a new node, 'hearth node down' removes this one.";
    }

    private NodeStatus status(NodeState state, List<ComponentStatus> components, List<String> problems) {
        var apiServer =
                Addresses.in(layout.addresses()).map(Addresses::apiServer).map(URI::create);
        return new NodeStatus(
                state, GoProgram.KUBERNETES.version(), components, apiServer, layout.kubeconfig(), problems);
    }

    private List<String> clusterProblems() {
        if (!new HostNetwork(settings.name()).connected() || !Files.exists(layout.config("admin.kubeconfig"))) {
            return List.of("The node is not connected to this machine's network.");
        }
        try (var cluster = Cluster.connect(layout.config("admin.kubeconfig"), settings.name())) {
            if (!cluster.answers()) {
                return List.of("The API server does not answer; see " + layout.log("kube-apiserver"));
            }
            return cluster.nodeReady(new Services(layout).started("kubelet"))
                    ? List.of()
                    : List.of("Kubernetes says that its node is not ready; see " + layout.log("kubelet"));
        }
    }

    private List<ComponentStatus> components(long process) {
        var pids = pidsOnHost(process);
        var services = new Services(layout);
        var supervisions = services.supervisions(Components.NAMES);
        return Components.NAMES.stream()
                .map(name -> {
                    var supervision = Objects.requireNonNull(supervisions.get(name));
                    var pid = pids.get(supervision.pid());
                    return new ComponentStatus(
                            name,
                            supervision.running(),
                            pid == null ? OptionalLong.empty() : OptionalLong.of(pid),
                            supervision.since(),
                            services.restarts(name),
                            layout.log(name));
                })
                .toList();
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

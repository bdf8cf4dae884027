package dev.hearth.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the node needs from the machine. */
record Prerequisites(Binaries binaries) {

    private record Tool(String program, String aptPackage) {}

    private static final List<Tool> TOOLS = List.of(
            new Tool("containerd", "containerd"),
            new Tool("ctr", "containerd"),
            new Tool("runc", "runc"),
            new Tool("/usr/lib/cni/ptp", "containernetworking-plugins"),
            new Tool("iptables", "iptables"),
            new Tool("conntrack", "conntrack"),
            new Tool("runsvdir", "runit"),
            new Tool("svlogd", "runit"),
            new Tool("tini", "tini"),
            new Tool("openssl", "openssl"),
            new Tool("ip", "iproute2"),
            new Tool("unshare", "util-linux"),
            new Tool("nsenter", "util-linux"),
            new Tool("mount", "mount"),
            new Tool("tar", "tar"));

    private static final List<String> FOLDERS =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    /** What of this machine decides whether the node can run on it. */
    record Machine(String system, boolean isRoot, Predicate<String> has) {
        static Machine here() {
            return new Machine(System.getProperty("os.name", ""), root(), Prerequisites::present);
        }
    }

    List<Missing> missing() {
        return missing(Machine.here(), () -> binaries.complete() ? List.of() : GoToolchain.missing());
    }

    static List<Missing> missing(Machine machine, Supplier<List<Missing>> compiler) {
        if (!machine.system().equals("Linux")) {
            return List.of(Missing.unpackaged(
                    "Linux", "Containers need Linux: use a virtual machine with Debian or Ubuntu, or any Kubernetes."));
        }
        var missing = new ArrayList<Missing>();
        if (!machine.isRoot()) {
            missing.add(Missing.unpackaged(
                    "The right to make namespaces, networks and mounts", "Run the same command as root (sudo)."));
        }
        missing.addAll(compiler.get());
        TOOLS.stream()
                .filter(tool -> !machine.has().test(tool.program()))
                .map(tool -> Missing.packaged(tool.program(), tool.aptPackage()))
                .forEach(missing::add);
        return missing;
    }

    void require() {
        var missing = missing();
        if (!missing.isEmpty()) {
            throw new NodeException("The node cannot run on this machine yet.\n" + Missing.explanation(missing));
        }
    }

    static boolean root() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static boolean present(String program) {
        return program.startsWith("/")
                ? Files.isExecutable(Path.of(program))
                : Stream.concat(
                                FOLDERS.stream(),
                                Stream.of(System.getenv("PATH").split(":", -1)))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    static void install(List<Missing> missing, Consumer<String> progress) {
        var packages = Missing.packages(missing);
        if (packages.isEmpty()) {
            return;
        }
        if (!present("apt-get")) {
            throw new NodeException("This machine has no apt-get. Install with its own package manager: "
                    + String.join(", ", packages) + ".");
        }
        progress.accept("Installing " + String.join(", ", packages));
        if (!install(packages).succeeded()) {
            progress.accept("Reading the list of packages");
            Command.of("apt-get", "update").output();
            var second = install(packages);
            if (!second.succeeded()) {
                throw new NodeException(
                        "apt-get could not install " + String.join(", ", packages) + ":\n" + second.output());
            }
        }
    }

    private static Command.Result install(List<String> packages) {
        var line = new ArrayList<>(List.of("apt-get", "install", "-y", "--no-install-recommends"));
        line.addAll(packages);
        return Command.of(line).with("DEBIAN_FRONTEND", "noninteractive").result();
    }
}

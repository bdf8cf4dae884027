package dev.hearth.cli.install;

import dev.hearth.cli.problem.Program;
import dev.hearth.cli.terminal.Elapsed;
import dev.hearth.cli.terminal.Style;
import dev.hearth.cli.terminal.Table;
import dev.hearth.cli.terminal.Table.Cell;
import dev.hearth.node.ComponentStatus;
import dev.hearth.node.Fault;
import dev.hearth.node.MemberStatus;
import dev.hearth.node.NodeState;
import dev.hearth.node.NodeStatus;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the embedded node is doing, or each where there are several, for people and for scripts. */
public record NodeText(NodeStatus status) {

    public boolean runs() {
        return status.state() == NodeState.RUNNING;
    }

    /** For people. */
    public String text(Style style) {
        if (status.state() == NodeState.ABSENT) {
            return "There is no embedded node on this machine. Start one with: " + Program.call("node up");
        }
        var head = (runs() ? style.check() + " runs" : style.cross() + " does not run completely")
                + (several() ? " with " + status.nodes().size() + " nodes" : "") + ", Kubernetes "
                + status.kubernetesVersion()
                + status.apiServer().map(address -> " at " + address).orElse("");
        var problems = new StringBuilder();
        status.problems().forEach(problem -> problems.append("\n  ").append(Program.adapt(problem)));
        status.nodes().stream()
                .filter(node -> !node.faults().isEmpty())
                .forEach(node -> problems.append("\n  ").append(harm(node)));
        return head + problems + "\n\n" + components(style) + "\n\nexport KUBECONFIG=" + status.kubeconfig();
    }

    private static String harm(MemberStatus node) {
        return "node " + node.number() + " (" + node.name() + ") was "
                + node.faults().stream().sorted().map(Fault::toString).collect(Collectors.joining(" and "))
                + "; bring it back with: " + Program.call("node heal " + node.number());
    }

    private boolean several() {
        return status.nodes().size() > 1;
    }

    private Table components(Style style) {
        var headings = List.of("NODE", "COMPONENT", "STATE", "PID", "FOR", "RESTARTS", "LOG");
        // Where there is one node nobody needs its name.
        var skipped = several() ? 0 : 1;
        var table = new Table(style, headings.stream().skip(skipped).toArray(String[]::new));
        status.components()
                .forEach(component ->
                        table.row(cells(component).stream().skip(skipped).toArray()));
        return table;
    }

    private static List<Object> cells(ComponentStatus component) {
        return List.of(
                component.node(),
                component.name(),
                component.running() ? Cell.good("running") : Cell.bad("stopped"),
                component.pid().isPresent() ? component.pid().getAsLong() : "-",
                Elapsed.age(component.uptime()),
                component.restarts(),
                component.log());
    }

    /** For scripts. */
    public Map<String, Object> data() {
        var data = new LinkedHashMap<String, Object>();
        data.put("state", status.state().name().toLowerCase(Locale.ROOT));
        data.put("kubernetesVersion", status.kubernetesVersion());
        status.apiServer().map(URI::toString).ifPresent(address -> data.put("apiServer", address));
        data.put("kubeconfig", status.kubeconfig().toString());
        data.put("problems", status.problems());
        data.put("nodes", status.nodes().stream().map(NodeText::data).toList());
        data.put("components", status.components().stream().map(NodeText::data).toList());
        return data;
    }

    private static Map<String, Object> data(MemberStatus node) {
        var data = new LinkedHashMap<String, Object>();
        data.put("number", node.number());
        data.put("name", node.name());
        data.put("faults", node.faults().stream().sorted().map(Fault::toString).toList());
        return data;
    }

    private static Map<String, Object> data(ComponentStatus component) {
        var data = new LinkedHashMap<String, Object>();
        data.put("node", component.node());
        data.put("name", component.name());
        data.put("running", component.running());
        component.pid().ifPresent(pid -> data.put("pid", pid));
        data.put("uptimeSeconds", component.uptime().toSeconds());
        data.put("restarts", component.restarts());
        data.put("log", component.log().toString());
        return data;
    }
}

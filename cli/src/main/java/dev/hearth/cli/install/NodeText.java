package dev.hearth.cli.install;

import dev.hearth.cli.problem.Program;
import dev.hearth.cli.terminal.Elapsed;
import dev.hearth.cli.terminal.Style;
import dev.hearth.cli.terminal.Table;
import dev.hearth.cli.terminal.Table.Cell;
import dev.hearth.node.ComponentStatus;
import dev.hearth.node.NodeState;
import dev.hearth.node.NodeStatus;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the embedded node is doing, for people and for scripts. */
public record NodeText(NodeStatus status) {

    public boolean runs() {
        return status.state() == NodeState.RUNNING;
    }

    /** For people. */
    public String text(Style style) {
        if (status.state() == NodeState.ABSENT) {
            return "There is no embedded node on this machine. Start one with: " + Program.call("node up");
        }
        var head = (runs() ? style.check() + " runs" : style.cross() + " does not run completely") + ", Kubernetes "
                + status.kubernetesVersion()
                + status.apiServer().map(address -> " at " + address).orElse("");
        var problems = new StringBuilder();
        status.problems().forEach(problem -> problems.append("\n  ").append(Program.adapt(problem)));
        var table = new Table(style, "COMPONENT", "STATE", "PID", "FOR", "RESTARTS", "LOG");
        status.components()
                .forEach(component -> table.row(
                        component.name(),
                        component.running() ? Cell.good("running") : Cell.bad("stopped"),
                        component.pid().isPresent() ? component.pid().getAsLong() : "-",
                        Elapsed.age(component.uptime()),
                        component.restarts(),
                        component.log()));
        return head + problems + "\n\n" + table + "\n\nexport KUBECONFIG=" + status.kubeconfig();
    }

    /** For scripts. */
    public Map<String, Object> data() {
        var data = new LinkedHashMap<String, Object>();
        data.put("state", status.state().name().toLowerCase(Locale.ROOT));
        data.put("kubernetesVersion", status.kubernetesVersion());
        status.apiServer().map(URI::toString).ifPresent(address -> data.put("apiServer", address));
        data.put("kubeconfig", status.kubeconfig().toString());
        data.put("problems", status.problems());
        data.put("components", status.components().stream().map(NodeText::data).toList());
        return data;
    }

    private static Map<String, Object> data(ComponentStatus component) {
        var data = new LinkedHashMap<String, Object>();
        data.put("name", component.name());
        data.put("running", component.running());
        component.pid().ifPresent(pid -> data.put("pid", pid));
        data.put("uptimeSeconds", component.uptime().toSeconds());
        data.put("restarts", component.restarts());
        data.put("log", component.log().toString());
        return data;
    }
}

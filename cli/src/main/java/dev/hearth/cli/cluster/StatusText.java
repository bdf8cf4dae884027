package dev.hearth.cli.cluster;

import dev.hearth.cli.cluster.ClusterView.Application;
import dev.hearth.cli.cluster.ClusterView.Worker;
import dev.hearth.cli.kube.Reader;
import dev.hearth.cli.problem.Explanation;
import dev.hearth.cli.terminal.Elapsed;
import dev.hearth.cli.terminal.Style;
import dev.hearth.cli.terminal.Table;
import dev.hearth.cli.terminal.Table.Cell;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A cluster, or a list of them, as text for people. */
public record StatusText(Style style, Instant now) {
    private static final int EVENTS = 6;

    /** Everything about one cluster. */
    public String of(ClusterView cluster, Reader reader) {
        if (cluster.isReady()) {
            return of(cluster, List.of());
        }
        try {
            return of(cluster, Happening.of(reader, cluster.namespace(), cluster.name(), EVENTS));
        } catch (RuntimeException e) {
            // Events only illustrate: what is known without them has to be told all the same.
            return of(cluster, List.of()) + "\n\n"
                    + style.faint(
                            "its events are left out: " + Explanation.of(e).message());
        }
    }

    String of(ClusterView cluster, List<Happening> events) {
        return Stream.of(head(cluster), master(cluster), workers(cluster), applications(cluster), happenings(events))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    /** One line for each cluster. */
    public String list(List<ClusterView> clusters, boolean withNamespace) {
        var headings = Stream.of("NAMESPACE", "NAME", "READY", "WORKERS", "CORES", "APPS", "SPARK", "AGE", "WHY NOT")
                .skip(withNamespace ? 0 : 1)
                .toArray(String[]::new);
        var table = new Table(style, headings);
        for (var cluster : clusters) {
            table.row(Stream.<Object>of(
                            cluster.namespace(),
                            cluster.name(),
                            ready(cluster),
                            cluster.summary("workers"),
                            cluster.summary("cores"),
                            cluster.runningApplications(),
                            cluster.sparkVersion(),
                            Elapsed.age(cluster.age(now)),
                            Diagnosis.of(cluster).map(Diagnosis::why).orElse(""))
                    .skip(withNamespace ? 0 : 1)
                    .toArray());
        }
        return table.toString();
    }

    private static Cell ready(ClusterView cluster) {
        if (cluster.isReady()) {
            return Cell.good("yes");
        }
        return cluster.suspended() ? Cell.warning("suspended") : Cell.bad("no");
    }

    private String head(ClusterView cluster) {
        var title = style.strong(cluster.name()) + "  Spark " + cluster.sparkVersion() + ", namespace "
                + cluster.namespace() + ", " + Elapsed.age(cluster.age(now)) + " old";
        return title + "\n"
                + Diagnosis.of(cluster)
                        .map(this::notReady)
                        .orElseGet(() -> style.check() + " ready: "
                                + cluster.condition("Ready")
                                        .map(ClusterView.Condition::message)
                                        .orElse(""));
    }

    private String notReady(Diagnosis diagnosis) {
        return style.cross() + " not ready: " + diagnosis.why()
                + diagnosis.advice().map(what -> "\n  " + what).orElse("");
    }

    private String master(ClusterView cluster) {
        var table = new Table(style, "MASTER", "STATE", "ADDRESS", "CORES", "MEMORY");
        cluster.leader()
                .ifPresent(leader -> table.row(
                        leader,
                        Cell.good("LEADER"),
                        cluster.masterUrl().orElse("-"),
                        cluster.summary("cores") + " used",
                        memory(cluster.json().at("/status/memoryMiB/used").asLong()) + "/"
                                + memory(cluster.json()
                                        .at("/status/memoryMiB/total")
                                        .asLong()) + " used"));
        if (table.isEmpty() && !cluster.suspended()) {
            table.row("-", Cell.bad("NONE LEADS"), cluster.masterUrl().orElse("-"), "-", "-");
        }
        return Stream.of(table.isEmpty() ? "" : table.toString(), standbys(cluster))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private String standbys(ClusterView cluster) {
        var wanted = cluster.json().at("/status/masters/desired").asInt() - 1;
        if (wanted < 1 || cluster.leader().isEmpty()) {
            return "";
        }
        var ready = Math.max(0, cluster.json().at("/status/masters/ready").asInt() - 1);
        var text = ready + " of " + wanted + (wanted == 1 ? " standby" : " standbys") + " can take over";
        return ready == wanted ? style.faint(text) : style.warning(text);
    }

    private String workers(ClusterView cluster) {
        var workers = cluster.workers();
        var table = new Table(style, "WORKER", "STATE", "CORES", "MEMORY");
        workers.forEach(worker -> table.row(
                worker.pod(),
                state(worker),
                worker.coresUsed() + "/" + worker.cores() + " used",
                memory(worker.memoryUsedMiB()) + "/" + memory(worker.memoryMiB()) + " used"));
        var missing = cluster.wantedWorkers() - cluster.aliveWorkers();
        var rest =
                missing > 0 ? style.warning(missing + " of " + cluster.wantedWorkers() + " workers are missing") : "";
        return Stream.of(table.isEmpty() ? "" : table.toString(), rest)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static Cell state(Worker worker) {
        return switch (worker.state()) {
            case "ALIVE" -> Cell.good("ALIVE");
            case "DECOMMISSIONED" -> Cell.warning("LEAVING");
            default -> Cell.bad(worker.state());
        };
    }

    private String applications(ClusterView cluster) {
        var table = new Table(style, "APPLICATION", "NAME", "STATE", "CORES", "SINCE");
        cluster.applications()
                .forEach(application -> table.row(
                        application.id(),
                        application.name(),
                        application.state(),
                        application.cores(),
                        since(application)));
        var ended = cluster.completedApplications() + " ended since this master started";
        return table.isEmpty() ? "no application runs; " + ended : table + "\n" + style.faint(ended);
    }

    private String since(Application application) {
        return application
                .started()
                .map(start -> Elapsed.age(Duration.between(start, now)))
                .orElse("-");
    }

    private String happenings(List<Happening> events) {
        if (events.isEmpty()) {
            return "";
        }
        var table = new Table(style, "AGO", "EVENT", "OBJECT", "MESSAGE");
        events.forEach(event -> table.row(
                Elapsed.age(Duration.between(event.time(), now)),
                event.warning() ? Cell.warning(event.reason()) : event.reason(),
                event.object(),
                event.message().replaceAll("\\s+", " ")));
        return table.toString();
    }

    private static String memory(long mebibytes) {
        return mebibytes >= 1024 && mebibytes % 1024 == 0
                ? mebibytes / 1024 + "g"
                : mebibytes >= 10 * 1024 ? String.format(Locale.ROOT, "%.1fg", mebibytes / 1024.0) : mebibytes + "m";
    }
}

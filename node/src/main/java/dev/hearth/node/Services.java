package dev.hearth.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The node's components as services of runit, which starts each again when it dies. */
record Services(Layout layout) {

    /** How runit describes a service: {@code run: /path: (pid 7) 12s} or {@code down: /path: 3s, …}. */
    private static final Pattern STATUS = Pattern.compile("^(run|down|finish): [^:]+: (?:\\(pid (\\d+)\\) )?(\\d+)s");

    /** What runit knows about a service; the process number is the one inside the namespaces, 0 for none. */
    record Supervision(boolean running, long pid, Duration since) {

        static Supervision parse(String status) {
            var match = STATUS.matcher(status);
            return match.find()
                    ? new Supervision(
                            match.group(1).equals("run"),
                            match.group(2) == null ? 0 : Long.parseLong(match.group(2)),
                            Duration.ofSeconds(Long.parseLong(match.group(3))))
                    : new Supervision(false, 0, Duration.ZERO);
        }
    }

    /** Describes a component to runit, which is to start it only when told: the order of starting is ours. */
    void define(Component component) {
        var folder = folder(component.name());
        var log = layout.logFolder(component.name());
        try {
            Files.createDirectories(folder.resolve("log"));
            Files.createDirectories(log);
            Layout.write(folder.resolve("down"), "");
            // Every start adds a line, so that the status can tell how often there was one.
            Layout.write(folder.resolve("starts"), "");
            Layout.writeExecutable(folder.resolve("run"), script(component));
            Layout.writeExecutable(folder.resolve("log/run"), "#!/bin/sh\nexec svlogd " + log + "\n");
            // Five files of four megabytes each at most.
            Layout.write(log.resolve("config"), "s4000000\nn5\n");
        } catch (IOException e) {
            throw new NodeException("Cannot write the service " + folder, e);
        }
    }

    private String script(Component component) {
        return """
                #!/bin/sh
                exec 2>&1
                echo >>%s/starts
                %sexec %s
                """.formatted(folder(component.name()), exports(component), quoted(component));
    }

    /** Has a component of a running node obey a command line other than the one that it was started with. */
    void update(Component component) {
        var run = folder(component.name()).resolve("run");
        if (!Layout.read(run).equals(script(component))) {
            Layout.writeExecutable(run, script(component));
            Command.of(
                            "sv",
                            "-w",
                            "10",
                            "force-restart",
                            folder(component.name()).toString())
                    .result();
        }
    }

    void start(Component component) {
        Await.until(
                Duration.ofSeconds(15),
                () -> Command.of("sv", "up", folder(component.name()).toString())
                        .succeeds(),
                () -> "The supervisor does not start " + component.name() + "; see " + layout.startLog());
    }

    /** Ends a service for good, if it runs. */
    void stop(String component) {
        Command.of("sv", "-w", "10", "force-stop", folder(component).toString()).result();
    }

    /** Returns what runit knows about each service, in one question: there are many, and people wait for the answer. */
    Map<String, Supervision> supervisions(List<String> components) {
        var line = new ArrayList<>(List.of("sv", "status"));
        components.forEach(component -> line.add(folder(component).toString()));
        var answers = Command.of(line).result().output().lines().toList();
        return components.stream()
                .collect(Collectors.toMap(component -> component, component -> supervision(component, answers)));
    }

    /** When the process of a service started, or a little earlier: runit counts whole seconds. */
    Instant started(String component) {
        var known = supervisions(List.of(component)).getOrDefault(component, Supervision.parse(""));
        return Instant.now()
                .truncatedTo(ChronoUnit.SECONDS)
                .minus(known.since())
                .minusSeconds(1);
    }

    private Supervision supervision(String component, List<String> answers) {
        return Supervision.parse(answers.stream()
                .filter(answer -> answer.contains(": " + folder(component) + ": "))
                .findFirst()
                .orElse(""));
    }

    int restarts(String component) {
        try {
            return (int) Math.max(0, Files.size(folder(component).resolve("starts")) - 1);
        } catch (IOException e) {
            return 0;
        }
    }

    private Path folder(String component) {
        return layout.services().resolve(component);
    }

    private static String exports(Component component) {
        return component.environment().entrySet().stream()
                .map(variable -> "export " + variable.getKey() + "=" + quoted(variable.getValue()) + "\n")
                .sorted()
                .collect(Collectors.joining());
    }

    private static String quoted(Component component) {
        return component.command().stream().map(Services::quoted).collect(Collectors.joining(" \\\n  "));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}

package dev.hearth.node;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a node can leave on a machine, found by its name and its folder. */
record Traces(NodeSettings settings) {

    List<String> found() {
        var found = new ArrayList<String>();
        found.addAll(lines("ip", "-o", "link"));
        found.addAll(lines("ip", "netns"));
        found.addAll(lines("ip", "route", "show", "table", "all"));
        found.addAll(lines("iptables-save"));
        found.addAll(lines("cat", "/proc/mounts"));
        found.addAll(lines("ps", "-eo", "args"));
        found.addAll(lines("find", "/sys/fs/cgroup", "-type", "d"));
        found.addAll(lines("find", "/run", "-xdev", "-name", settings.name() + "*"));
        if (Files.exists(settings.home())) {
            found.add(settings.home().toString());
        }
        return found;
    }

    List<String> network() {
        var found = new ArrayList<>(lines("ip", "route"));
        found.addAll(lines("iptables", "-S"));
        found.addAll(lines("iptables", "-t", "nat", "-S"));
        return found.stream().sorted().toList();
    }

    private List<String> lines(String... command) {
        var names = Pattern.compile(" " + settings.name() + "(-\\d)?[@ ]");
        return Command.of(command)
                .output()
                .lines()
                .filter(line -> names.matcher(line).find()
                        || line.contains("/" + settings.name())
                        || line.contains(settings.home().toString()))
                .toList();
    }
}

package dev.hearth.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The name servers that answer for the world outside the cluster. */
record Resolvers(List<String> addresses) {

    Resolvers {
        addresses = List.copyOf(addresses);
    }

    /** Returns the host's name servers as far as the node can reach them: not those on the host's loopback. */
    static Resolvers ofThisMachine() {
        return Stream.of("/etc/resolv.conf", "/run/systemd/resolve/resolv.conf")
                .map(Path::of)
                .filter(Files::isReadable)
                .map(file -> parse(Layout.read(file)))
                .filter(resolvers -> !resolvers.addresses().isEmpty())
                .findFirst()
                .orElse(new Resolvers(List.of()));
    }

    static Resolvers parse(String resolvConf) {
        return new Resolvers(resolvConf
                .lines()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(words -> words.length > 1 && words[0].equals("nameserver"))
                .map(words -> words[1])
                .filter(address -> address.matches("[0-9.]+") && !address.startsWith("127."))
                .distinct()
                .limit(3)
                .toList());
    }

    /** Returns the file for the node itself; without a search list, which would leak into every pod. */
    String resolvConf() {
        return addresses.stream().map(address -> "nameserver " + address + "\n").collect(Collectors.joining());
    }

    String corefileLine() {
        return addresses.isEmpty() ? "" : "forward . " + String.join(" ", addresses);
    }
}

package dev.hearth.node;

import java.util.List;
import java.util.Map;

/**
 * A long-running program of the node.
 *
 * @param name names its service, its log and its line in the status
 * @param command the program and its arguments
 * @param environment what it is told besides
 */
record Component(String name, List<String> command, Map<String, String> environment) {

    Component {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    Component(String name, List<String> command) {
        this(name, command, Map.of());
    }
}

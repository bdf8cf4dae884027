package dev.hearth.node;

import java.util.List;

/**
 * A long-running program of the node.
 *
 * @param name names its service, its log and its line in the status
 * @param command the program and its arguments
 */
record Component(String name, List<String> command) {

    Component {
        command = List.copyOf(command);
    }
}

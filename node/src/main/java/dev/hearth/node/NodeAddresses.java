package dev.hearth.node;

import java.util.List;

/**
 * The addresses of one of the nodes.
 *
 * @param cluster those of all nodes
 * @param number the node's number; 1 is the one with the control plane
 */
record NodeAddresses(Addresses cluster, int number) {

    /** Three bits of the ranges tell the nodes apart. */
    private static final int BITS = 3;

    /** The cable between the host and this node. */
    Subnet link() {
        return cluster.link().next(number - 1);
    }

    /** The range from which this node's pods have their addresses. */
    Subnet pods() {
        return new Subnet(cluster.pods().network(), cluster.pods().prefix() + BITS).next(number - 1);
    }

    /** The ranges that the host sends to this node: the first one also takes what no other has, and all Services. */
    List<Subnet> routed() {
        return number == 1 ? List.of(cluster.pods(), cluster.services()) : List.of(pods());
    }

    /** Where pods and nodes of this cluster are, so that they meet each other under their own addresses. */
    List<Subnet> neighbours() {
        return List.of(
                cluster.pods(),
                new Subnet(cluster.link().network(), cluster.link().prefix() - BITS));
    }

    String host() {
        return link().address(1);
    }

    String node() {
        return link().address(2);
    }
}

package dev.hearth.cli.kube;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.Optional;

/** Where the address of an API server leads, told without asking any name server. */
record Server(URI address) {

    /** An address that means this machine on every machine. */
    boolean isLoopback() {
        return "localhost".equals(address.getHost())
                || ip().filter(InetAddress::isLoopbackAddress).isPresent();
    }

    /** This machine. */
    boolean isHere() {
        return isLoopback() || ip().filter(Server::isOfThisMachine).isPresent();
    }

    /** This machine itself, or a private network, such as that of the virtual machines and containers on it. */
    boolean isNear() {
        return isHere() || ip().filter(InetAddress::isSiteLocalAddress).isPresent();
    }

    private Optional<InetAddress> ip() {
        try {
            return Optional.ofNullable(address.getHost()).map(InetAddress::ofLiteral);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isOfThisMachine(InetAddress ip) {
        try {
            return ip.isAnyLocalAddress() || NetworkInterface.getByInetAddress(ip) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}

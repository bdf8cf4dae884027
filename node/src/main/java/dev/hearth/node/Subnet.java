package dev.hearth.node;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A range of IPv4 addresses such as 10.98.0.0/16. */
record Subnet(int network, int prefix) {

    Subnet {
        network &= mask(prefix);
    }

    static Subnet parse(String text) {
        var parts = text.split("/", 2);
        var prefix = parts.length == 2 ? Integer.parseInt(parts[1]) : 32;
        var octets = Arrays.stream(parts[0].split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        if (octets.length != 4 || prefix < 0 || prefix > 32) {
            throw new IllegalArgumentException("not an IPv4 range: " + text);
        }
        return new Subnet(octets[0] << 24 | octets[1] << 16 | octets[2] << 8 | octets[3], prefix);
    }

    boolean overlaps(Subnet other) {
        var common = mask(Math.min(prefix, other.prefix));
        return (network & common) == (other.network & common);
    }

    /** Returns the range of the same size that lies so many steps behind this one. */
    Subnet next(int steps) {
        return new Subnet(network + (steps << (32 - prefix)), prefix);
    }

    /** Returns the address at the given place in the range; 0 is the network's own. */
    String address(int place) {
        var address = network + place;
        return IntStream.of(24, 16, 8, 0)
                .mapToObj(shift -> Integer.toString(address >>> shift & 0xff))
                .collect(Collectors.joining("."));
    }

    private static int mask(int prefix) {
        return prefix == 0 ? 0 : -1 << (32 - prefix);
    }

    @Override
    public String toString() {
        return address(0) + "/" + prefix;
    }
}

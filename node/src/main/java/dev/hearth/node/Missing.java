package dev.hearth.node;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that this machine lacks and the node needs.
 *
 * @param what the thing, for example {@code containerd}
 * @param aptPackage the Debian package that brings it, if one does
 * @param advice what the user can do about it
 */
public record Missing(String what, Optional<String> aptPackage, String advice) {

    /** Something that a Debian package brings. */
    public static Missing packaged(String what, String aptPackage) {
        return new Missing(what, Optional.of(aptPackage), "Install the package " + aptPackage + ".");
    }

    static Missing unpackaged(String what, String advice) {
        return new Missing(what, Optional.empty(), advice);
    }

    /** Returns the one command line that installs everything in the list that a package brings; empty if none does. */
    public static Optional<String> installation(List<Missing> missing) {
        var packages = packages(missing);
        return packages.isEmpty()
                ? Optional.empty()
                : Optional.of("apt-get install -y --no-install-recommends " + String.join(" ", packages));
    }

    /** Tells whether packages bring everything in the list, so that offering to install them is worth the while. */
    public static boolean installable(List<Missing> missing) {
        return missing.stream().allMatch(each -> each.aptPackage().isPresent());
    }

    static List<String> packages(List<Missing> missing) {
        return missing.stream()
                .flatMap(each -> each.aptPackage().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns what is missing and what to do about it, as text for the user. */
    public static String explanation(List<Missing> missing) {
        var unpackaged = missing.stream()
                .filter(each -> each.aptPackage().isEmpty())
                .map(each -> each.what() + " is missing. " + each.advice());
        var packaged = installation(missing).stream().map(command -> "Install what is missing with: " + command);
        return Stream.concat(unpackaged, packaged).collect(Collectors.joining("\n"));
    }
}

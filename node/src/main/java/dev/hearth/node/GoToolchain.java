package dev.hearth.node;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Go on this machine that compiles the node's programs.
 *
 * @param program the path of {@code go}
 * @param minor its version: the 26 of 1.26.8
 */
record GoToolchain(String program, int minor) {

    /** What the go.mod files ask for. */
    private static final int NEEDED = 25;

    /** From this version on Go fetches the newer toolchain that a module asks for. */
    private static final int FETCHES_NEWER = 21;

    private static final Pattern VERSION = Pattern.compile("go version go1\\.(\\d+)");

    private static final String PACKAGE = "golang-go";

    private static final Pattern CANDIDATE = Pattern.compile("Candidate: (?:\\d+:)?1\\.(\\d+)");

    static Optional<GoToolchain> find() {
        return List.of("go", "/usr/local/go/bin/go", "/usr/lib/go/bin/go").stream()
                .flatMap(program ->
                        of(program, Command.of(program, "version").result().output()).stream())
                .findFirst();
    }

    static Optional<GoToolchain> of(String program, String versionOutput) {
        var version = VERSION.matcher(versionOutput);
        return version.find() && Integer.parseInt(version.group(1)) >= FETCHES_NEWER
                ? Optional.of(new GoToolchain(program, Integer.parseInt(version.group(1))))
                : Optional.empty();
    }

    Command environment(Command build) {
        var clean = build.with("CGO_ENABLED", "0").with("GOFLAGS", "").with("GOWORK", "off");
        return minor >= NEEDED ? clean : clean.with("GOTOOLCHAIN", "auto");
    }

    static List<Missing> missing() {
        return find().isPresent()
                ? List.of()
                : List.of(missing(Command.of("apt-cache", "policy", PACKAGE)
                        .with("LC_ALL", "C")
                        .result()
                        .output()));
    }

    /** Returns what to do about a missing Go where apt offers what {@code apt-cache policy} says. */
    static Missing missing(String policy) {
        var what = "Go 1." + NEEDED + " or newer (it compiles Kubernetes once)";
        var candidate = CANDIDATE.matcher(policy);
        return candidate.find() && Integer.parseInt(candidate.group(1)) >= FETCHES_NEWER
                ? Missing.packaged(what, PACKAGE)
                : Missing.unpackaged(
                        what,
                        "Install it from https://go.dev/dl/ so that 'go version' works or /usr/local/go/bin/go exists.");
    }
}

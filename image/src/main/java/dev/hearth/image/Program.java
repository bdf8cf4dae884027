package dev.hearth.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the builder uses of the machine, with the package of Debian that brings it. */
enum Program {
    MMDEBSTRAP("mmdebstrap", "mmdebstrap"),
    DEBIAN_KEYS("the keys of Debian's archive", "debian-archive-keyring"),
    NEWUIDMAP("newuidmap", "uidmap"),
    PYTHON("python3", "python3"),
    PIP("Python's pip", "python3-pip"),
    UNSHARE("unshare", "util-linux"),
    MOUNT("mount", "mount"),
    IP("ip", "iproute2"),
    TAR("tar", "tar");

    private static final Path KEYS = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");

    private final String title;
    private final String debianPackage;

    Program(String title, String debianPackage) {
        this.title = title;
        this.debianPackage = debianPackage;
    }

    /** Those of the needed programs that are not there, each once, in the order of this enumeration. */
    static List<MissingProgram> missing(Collection<Program> needed, Predicate<Program> installed) {
        return Arrays.stream(values())
                .filter(needed::contains)
                .filter(installed.negate())
                .map(program -> new MissingProgram(program.title, program.debianPackage))
                .toList();
    }

    /** Ends a build before its first minute, not after its third. */
    static void require(Set<Program> needed, Predicate<Program> installed) {
        List<MissingProgram> missing = missing(needed, installed);
        if (!missing.isEmpty()) {
            throw new ImageException("Building this image takes "
                    + missing.stream().map(MissingProgram::name).collect(Collectors.joining(", "))
                    + ", which this machine does not have. Install it (on Debian and Ubuntu: apt-get install "
                    + missing.stream().map(MissingProgram::debianPackage).collect(Collectors.joining(" "))
                    + ") and build again"
                    + (needed.contains(MMDEBSTRAP) && !installed.test(MMDEBSTRAP)
                            ? ", or name an image to build on with --base."
                            : "."));
        }
    }

    boolean isInstalled() {
        return switch (this) {
            case DEBIAN_KEYS -> Files.isReadable(KEYS);
            // Only who is not root needs it.
            case NEWUIDMAP -> Sandbox.isRoot() || isOnPath(title);
            case PIP -> hasPip();
            default -> isOnPath(title);
        };
    }

    /** The folders that are not on every user's path are searched by the programs that look for these. */
    private static boolean isOnPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
        return Arrays.stream(path.split(":", -1)).anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static boolean hasPip() {
        try {
            return !Command.of("python3", "-m", "pip", "--version")
                    .run("There is no pip.")
                    .isEmpty();
        } catch (ImageException _) {
            return false;
        }
    }
}

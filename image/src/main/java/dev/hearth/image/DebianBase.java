package dev.hearth.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The default base: one layer made of Debian's packages by mmdebstrap, which needs no container engine and, where the
 * kernel allows user namespaces, no root. The sources are those of the machine's own Debian or mmdebstrap's default.
 */
final class DebianBase {

    static final String SUITE = "bookworm";

    // usr-is-merged stands in for usrmerge, which would bring 47 MB of Perl.
    private static final String PACKAGES = "usr-is-merged,openjdk-17-jre-headless,python3,tini,procps";

    // Only what nothing reads in a container goes, and the licences stay; so do the packages' own records, for
    // scanners.
    private static final String TRIM = """
            set -e; cd "$1"
            rm -rf var/lib/apt/lists/* var/log/* var/cache/* usr/share/man/* usr/share/locale/*
            find usr/share/doc -mindepth 2 ! -name copyright ! -type d -delete; find usr/share/doc -depth -type d -empty -delete
            rm -f usr/lib/jvm/*/lib/ct.sym etc/machine-id var/lib/dbus/machine-id etc/hostname etc/resolv.conf
            rm -f var/lib/dpkg/*-old etc/*- var/lib/systemd/random-seed
            chroot . python3 - /etc/ssl/certs/java/cacerts $SOURCE_DATE_EPOCH <<'PYTHON'
            """.replace("$SOURCE_DATE_EPOCH", Long.toString(LayerTar.SOURCE_DATE_EPOCH))
            + Scripts.text("stable-cacerts") + "PYTHON\n";

    private static final String PACKAGES_LABEL = "dev.hearth.debian.packages";

    private DebianBase() {}

    static List<String> packages() {
        return List.of(PACKAGES.split(",", -1));
    }

    static String file() {
        String inputs =
                Sha256.ofInputs(SUITE, PACKAGES, TRIM, System.getProperty("os.arch"), LayerTar.SOURCE_DATE_EPOCH);
        return "base-" + inputs.substring(0, 16) + ".tar";
    }

    static Set<Program> needs(Cache cache) {
        return cache.has(file()) ? Set.of() : Set.of(Program.MMDEBSTRAP, Program.DEBIAN_KEYS, Program.NEWUIDMAP);
    }

    /** The digest of the base that the cache has. The same inputs give another one when Debian's packages change. */
    static Optional<String> cachedDigest(Cache cache) {
        return cache.checksum(file()).map(checksum -> Base.digest(List.of(checksum)));
    }

    static Base make(Cache cache, Consumer<String> progress) {
        CachedFile tar = cache.checkedFile(file(), progress, fresh -> {
            progress.accept("Making the base file system from Debian's packages (about a minute)");
            Command.of(
                            "mmdebstrap",
                            "--variant=minbase",
                            "--format=tar",
                            "--include=" + PACKAGES,
                            "--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr",
                            "--customize-hook=" + TRIM,
                            "--skip=output/dev",
                            SUITE,
                            fresh.toString())
                    .with("SOURCE_DATE_EPOCH", Long.toString(LayerTar.SOURCE_DATE_EPOCH))
                    .with("LC_ALL", "C")
                    .run("The base file system could not be made. Check that this machine reaches a mirror of Debian,"
                            + " or name an image to build on with --base.");
        });
        Layer layer = Layer.of(tar, "Debian " + SUITE + ": " + PACKAGES);
        return new Base(List.of(layer), Map.of(), Map.of(PACKAGES_LABEL, String.join(" ", packages(tar.path()))));
    }

    private static List<String> packages(Path tar) {
        try {
            return DebianPackages.in(tar);
        } catch (IOException e) {
            throw new ImageException(
                    "The base file system " + tar + " cannot be read: " + e.getMessage()
                            + ". Delete it and build again.",
                    e);
        }
    }
}

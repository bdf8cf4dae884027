package dev.hearth.cli.command;

import picocli.CommandLine.Option;

/** What to do about Debian packages that the embedded node or the image needs and this machine lacks. */
final class PackageOptions {
    @Option(names = "--install", description = "Install missing Debian packages without asking.")
    private boolean install;

    boolean install() {
        return install;
    }
}
